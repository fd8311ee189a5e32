using Microsoft.AspNetCore.Builder;
using PublicApi.Http;

namespace Ledger.Tests.Store;

/// <summary>The real service on a free port, in this process, with a database of its own.</summary>
public sealed class RunningService : IAsyncDisposable
{
    public const string Token = "test-token";

    private readonly WebApplication app;

    private RunningService(TestLedger ledger, WebApplication app)
    {
        Ledger = ledger;
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public TestLedger Ledger { get; }

    public HttpClient Client { get; }

    public static async Task<RunningService> Start(Cluster cluster)
    {
        var ledger = await TestLedger.Create(cluster);
        var settings = new ServerSettings(ledger.ConnectionString, "http://127.0.0.1:0", Token);
        var app = await Server.Build(settings, CancellationToken.None);
        await app.StartAsync();
        return new RunningService(ledger, app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Ledger.DisposeAsync();
    }
}
