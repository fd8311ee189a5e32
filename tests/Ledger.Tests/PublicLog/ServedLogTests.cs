using System.Net;
using System.Text;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Projections.Sequencing;

namespace Ledger.Tests.PublicLog;

public sealed class ServedLogTests(Cluster cluster) : IDisposable
{
    private static readonly NoteSigner Signer = NoteSigner.FromSeed("test.example/log", new byte[32]);

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-log-").FullName;

    [Fact]
    public async Task Serves_at_every_size_the_tiles_and_entries_that_its_checkpoint_is_the_root_of()
    {
        await using var server = await Start();
        foreach (var size in new[] { 0, 1, 2, 255, 256, 257, 511, 513, 65_535, 65_536, 65_537, 100_000 })
        {
            await GrowTo(server, size);
            var checkpoint = await CheckpointOf(server, size);
            var tiles = new Dictionary<(int, long), byte[]>();
            var root = Merkle.EmptyRoot;
            for (var from = 0; from < size; from += Tile.FullWidth)
            {
                var bundle = new Tile(0, from / Tile.FullWidth, Math.Min(Tile.FullWidth, size - from));
                var hashes = EntryBundle.Parse(await Get(server, bundle.EntriesPath), bundle.Width).Select(entry => Merkle.LeafHash(entry)).ToList();
                foreach (var change in MerkleTree.Append(
                    new TreeSize(from), tile => tiles[(tile.Level, tile.Index)][..(tile.Width * Merkle.HashBytes)], hashes, out root))
                {
                    tiles[(change.Level, change.Index)] = change.Hashes;
                }
            }

            Assert.Equal(root, checkpoint.Root);
            foreach (var tile in Tile.ForSize(new TreeSize(size)))
            {
                Assert.Equal(tiles[(tile.Level, tile.Index)], await Get(server, tile.Path));
            }
        }
    }

    [Fact]
    public async Task Answers_404_to_everything_the_checkpoint_does_not_cover()
    {
        await using var server = await Start();
        await GrowTo(server, 300);
        await CheckpointOf(server, 300);

        foreach (var path in new[]
        {
            "tile/0/000.p/256", "tile/0/000.p/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/0/001", "tile/0/001.p/45", "tile/0/002.p/1",
            "tile/1/000", "tile/1/000.p/2", "tile/2/000.p/1", "tile/63/000", "tile/64/000", "tile/-1/000", "tile/0/x999/x999/x999/x999/x999/x999/999",
            "tile/entries/001", "tile/entries/001.p/45", "tile/entries/002", "tile/entries/x", "tile/", "tile/8/0/000", "tile/data/000",
        })
        {
            using var answer = await server.Client.GetAsync($"/log/{path}");
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Serves_with_the_types_and_caching_of_the_specification()
    {
        await using var server = await Start();
        await GrowTo(server, 2);
        await CheckpointOf(server, 2);

        using var checkpoint = await server.Client.GetAsync("/log/checkpoint");
        using var tile = await server.Client.GetAsync("/log/tile/0/000.p/2");
        using var key = await server.Client.GetAsync("/log/vkey");

        Assert.Equal("text/plain; charset=utf-8", checkpoint.Content.Headers.ContentType?.ToString());
        Assert.Equal(TimeSpan.FromSeconds(1), checkpoint.Headers.CacheControl?.MaxAge);
        Assert.Equal("application/octet-stream", tile.Content.Headers.ContentType?.ToString());
        Assert.Contains("immutable", tile.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal($"{Signer.Verifier}\n", await key.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Proves_entries_and_growth_and_gives_receipts()
    {
        await using var server = await Start();
        await GrowTo(server, 300);
        var checkpoint = await CheckpointOf(server, 300);

        var answer = await server.Ask(
            """
            { ledger { treeSize rootHash checkpointSize checkpoint } entries(first: 1, after: 41) { nodes { eventId body } }
              inclusionProof(position: 42, treeSize: 300) { leafHash rootHash hashes }
              consistencyProof(from: 257, to: 300) { fromRootHash toRootHash hashes }
              none: inclusionProof(position: 300) { rootHash } beyond: consistencyProof(from: 1, to: 301) { toRootHash } }
            """);
        var inclusion = answer.GetProperty("inclusionProof");
        var consistency = answer.GetProperty("consistencyProof");
        var entry = answer.GetProperty("entries").GetProperty("nodes")[0];
        var leaf = Merkle.LeafHash(Encoding.UTF8.GetBytes(entry.GetProperty("body").GetString()!));

        Assert.Equal(Convert.ToBase64String(checkpoint.Root), answer.GetProperty("ledger").GetProperty("rootHash").GetString());
        Assert.Equal(Convert.ToBase64String(leaf), inclusion.GetProperty("leafHash").GetString());
        Assert.True(Proofs.VerifyInclusion(new LeafIndex(42), new TreeSize(300), leaf, Hashes(inclusion), checkpoint.Root));
        Assert.True(Proofs.VerifyConsistency(
            new TreeSize(257), new TreeSize(300), consistency.GetProperty("fromRootHash").GetBytesFromBase64(), checkpoint.Root, Hashes(consistency)));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.GetProperty("none").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.GetProperty("beyond").ValueKind);

        var receipt = TlogProof.Parse(await server.Client.GetByteArrayAsync($"/log/receipt/{entry.GetProperty("eventId").GetString()}"));
        Assert.Equal(42, receipt.Index.Value);
        Assert.True(Proofs.VerifyInclusion(receipt.Index, new TreeSize(300), leaf, receipt.Hashes, checkpoint.Root));
        using var absent = await server.Client.GetAsync($"/log/receipt/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<TestServer> Start() => TestServer.Start(
        cluster, new CheckpointPublisher(Signer, Path.Combine(folder, "last-checkpoint"), TimeProvider.System));

    private static List<byte[]> Hashes(System.Text.Json.JsonElement proof) =>
        [.. proof.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetBytesFromBase64())];

    private static Task<byte[]> Get(TestServer server, string path) => server.Client.GetByteArrayAsync($"/log/{path}");

    // Open accounts, one event each.
    private static async Task GrowTo(TestServer server, int size)
    {
        var stored = (int)await server.Ledger.Count("journal.mt_events");
        foreach (var page in Enumerable.Range(stored, size - stored).Chunk(5_000))
        {
            await server.Ledger.Recorder.RecordAsync([.. page.Select(i => Samples.Account($"{i}"))], CancellationToken.None);
        }
    }

    private static async Task<Checkpoint> CheckpointOf(TestServer server, int size)
    {
        while (true)
        {
            using var answer = await server.Client.GetAsync("/log/checkpoint");
            if (answer.IsSuccessStatusCode)
            {
                var note = SignedNote.Parse(await answer.Content.ReadAsByteArrayAsync());
                Assert.True(note.Check([Signer.Verifier]).IsAccepted);
                if (Checkpoint.Parse(note.Text) is var checkpoint && checkpoint.Size.Value == size)
                {
                    Assert.Equal("test.example/log", checkpoint.Origin);
                    return checkpoint;
                }
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
