using Ledger.Tests.Transparency;
using Ledger.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ledger.Tests.Witnessing;

/// <summary>Somebody else's server at a witness's address, which answers as it likes.</summary>
internal sealed class StrangeWitness : IAsyncDisposable
{
    private readonly WebApplication app;

    private StrangeWitness(WebApplication app, NoteSigner key) => (this.app, Key) = (app, key);

    public NoteSigner Key { get; }

    public Uri Url => new(app.Urls.Single());

    public static async Task<StrangeWitness> Start(byte seed, Func<HttpRequest, Task<IResult>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Map("/{**path}", (HttpRequest request) => answer(request));
        await app.StartAsync();
        return new StrangeWitness(app, NoteSigner.CosignerFromSeed($"strange.example/w{seed}", SignedNoteTests.Seed(seed)));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }
}
