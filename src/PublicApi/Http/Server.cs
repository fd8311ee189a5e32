using Ledger.Journal;
using Marten;
using Projections.Sequencing;
using PublicApi.GraphQL;

namespace PublicApi.Http;

/// <summary>Puts the service together.</summary>
public static class Server
{
    // A request holds no more memory than this for its body.
    private const long LargestBodyBytes = 64 * 1024;

    /// <param name="connectionString">A login that is a member of the ledger's roles.</param>
    /// <param name="urls">Addresses to listen on; port 0 takes a free one.</param>
    public static WebApplication Build(string connectionString, string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls).ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        AddLedger(builder.Services, connectionString);
        builder.Services.AddPublicGraphQL();

        var app = builder.Build();
        app.MapGet("/health", Health.Answer);
        app.MapPublicGraphQL();
        return app;
    }

    private static void AddLedger(IServiceCollection services, string connectionString)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IDocumentStore>(_ => MartenSetup.Open(Roles.Connect(connectionString, Roles.Writer)));
        services.AddSingleton(provider => new CaseJournal(
            provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<TimeProvider>(), Guid.CreateVersion7));
        services.AddKeyedSingleton(Roles.Reader, (_, _) => Roles.Connect(connectionString, Roles.Reader));
        services.AddSingleton(provider => new Sequencer(
            Roles.Connect(connectionString, Roles.Projector),
            provider.GetRequiredService<ILogger<Sequencer>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SequencerService>();
    }

    private sealed class SequencerService(Sequencer sequencer) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => sequencer.Run(stoppingToken);
    }
}
