using System.Net;
using System.Text;
using Ledger.Tests.Imports;
using Ledger.Tests.Transparency;
using Ledger.Transparency;
using Microsoft.AspNetCore.Builder;
using PublicApi.Witnessing;

namespace Ledger.Tests.Witnessing;

/// <summary>A witness of the product on a free port, and what a log whose entries are "entry i" would send it.</summary>
internal sealed class TestWitness : IAsyncDisposable
{
    public const string Origin = "test.example/log";

    public static readonly NoteSigner LogKey = NoteSigner.FromSeed(Origin, SignedNoteTests.Seed(1));

    private readonly TemporaryFolder folder = new();
    private WebApplication? app;
    private WitnessStore? store;

    private TestWitness(byte seed)
    {
        Key = NoteSigner.CosignerFromSeed($"witness.example/w{seed}", SignedNoteTests.Seed(seed));
    }

    public NoteSigner Key { get; }

    public HttpClient Client { get; private set; } = new();

    public string StateFile => Path.Combine(folder.Root, WitnessStore.PlaceOf(Origin), "checkpoint");

    public Uri Url => Client.BaseAddress!;

    public static async Task<TestWitness> Start(byte seed = 9, params NoteVerifier[] logKeys)
    {
        var witness = new TestWitness(seed);
        await witness.Open(logKeys);
        return witness;
    }

    public WitnessStore OpenStore() => WitnessStore.Open(folder.Root, Origin, Key.Verifier);

    public async Task Restart()
    {
        await Close();
        await Open();
    }

    public static byte[] RootAt(int size) => NaiveTree.Root(TileLog.LeafHashes(size));

    public static List<byte[]> Proof(int from, int to) => from == 0 ? [] : NaiveTree.Proof(from, TileLog.LeafHashes(to));

    public static SignedNote Note(int size, byte[] root, params NoteSigner[] signers)
    {
        var text = new Checkpoint(Origin, new TreeSize(size), root).Text;
        return new SignedNote(text, [.. (signers.Length == 0 ? [LogKey] : signers).Select(signer => signer.Sign(text))]);
    }

    public Task<(HttpStatusCode Status, string Body, string? Type)> Grow(int from, int to) =>
        Send(new WitnessRequest(new TreeSize(from), Proof(from, to), Note(to, RootAt(to))).Write());

    public async Task<(HttpStatusCode Status, string Body, string? Type)> Send(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await Client.PostAsync(new Uri("add-checkpoint", UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType);
    }

    public Task<(HttpStatusCode Status, string Body, string? Type)> Send(string body) => Send(Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await Close();
        Key.Dispose();
        folder.Dispose();
    }

    /// <summary>Down: nothing listens at its address any more.</summary>
    public async Task Close()
    {
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        store?.Dispose();
        (app, store) = (null, null);
    }

    public async Task Open(params NoteVerifier[] logKeys)
    {
        var address = Client.BaseAddress?.ToString() ?? "http://127.0.0.1:0";
        store = OpenStore();
        var rules = new WitnessRules(Origin, logKeys.Length == 0 ? [LogKey.Verifier] : logKeys);
        app = new WitnessServer(rules, Key, store, TimeProvider.System).Build(address);
        await app.StartAsync();
        Client.Dispose();
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + "/") };
    }
}
