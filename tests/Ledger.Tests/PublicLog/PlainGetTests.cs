using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Projections.Sequencing;

namespace Ledger.Tests.PublicLog;

public sealed class PlainGetTests(Cluster cluster) : IDisposable
{
    private static readonly NoteSigner Signer = NoteSigner.FromSeed("test.example/log", new byte[32]);

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-get-").FullName;

    [Fact]
    public async Task Proofs_verify_against_the_checkpoint()
    {
        await using var server = await Start(300);
        var leaves = EntryBundle.Parse(await server.Client.GetByteArrayAsync("/log/tile/entries/000"), 256).Select(entry => Merkle.LeafHash(entry)).ToList();
        var root = await RootOf(server);
        foreach (var position in new[] { 0, 1, 127, 255 })
        {
            var proof = await Get(server, $"inclusion?position={position}&size=300");
            Assert.Equal(Convert.ToBase64String(leaves[position]), proof.GetProperty("leafHash").GetString());
            Assert.True(Proofs.VerifyInclusion(new LeafIndex(position), new TreeSize(300), leaves[position], Hashes(proof), root));
        }

        foreach (var from in new[] { 0, 1, 256, 299, 300 })
        {
            var proof = await Get(server, $"consistency?from={from}&to=300");
            var fromRoot = proof.GetProperty("fromRootHash").GetBytesFromBase64();
            Assert.True(Proofs.VerifyConsistency(new TreeSize(from), new TreeSize(300), fromRoot, root, Hashes(proof)));
        }

        Assert.Equal(300, (await Get(server, "inclusion?position=7")).GetProperty("treeSize").GetInt64());
        Assert.Equal(300, (await Get(server, "consistency?from=7")).GetProperty("to").GetInt64());
    }

    [Fact]
    public async Task Proofs_that_no_checkpoint_covers_are_404_and_what_is_no_number_is_400()
    {
        await using var server = await Start(3);
        foreach (var (query, status) in new[]
        {
            ("inclusion?position=3", 404), ("inclusion?position=0&size=4", 404), ("inclusion?position=2&size=2", 404), ("inclusion?position=-1", 404),
            ("inclusion?position=0&size=-1", 404), ("consistency?from=2&to=4", 404), ("consistency?from=3&to=2", 404), ("consistency?from=-1", 404),
            ("inclusion", 400), ("inclusion?position=x", 400), ("inclusion?position=9223372036854775808", 400), ("consistency?to=3", 400), ("consistency?from=1&to=", 400),
        })
        {
            using var answer = await server.Client.GetAsync($"/log/proof/{query}");
            Assert.True((int)answer.StatusCode == status, $"{query}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Bundles_are_compressed_for_who_takes_gzip_and_stay_cacheable()
    {
        await using var server = await Start(300);
        var plain = await Ask(server, "/log/tile/entries/000", encoding: null);
        var zipped = await Ask(server, "/log/tile/entries/000", "gzip");
        var tile = await Ask(server, "/log/tile/0/000", "gzip");
        var identity = await Ask(server, "/log/tile/entries/000", "identity");

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Empty(identity.Content.Headers.ContentEncoding);
        foreach (var answer in new[] { zipped, tile })
        {
            Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.ToString());
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        }

        var packed = await zipped.Content.ReadAsByteArrayAsync();
        var bytes = await plain.Content.ReadAsByteArrayAsync();
        Assert.Equal(bytes, Unzip(packed));
        Assert.True(packed.Length < bytes.Length / 2, $"{packed.Length} of {bytes.Length}");
        Assert.Equal(await server.Client.GetByteArrayAsync("/log/tile/0/000"), Unzip(await tile.Content.ReadAsByteArrayAsync()));
        using var absent = await Ask(server, "/log/tile/entries/002", "gzip");
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<TestServer> Start(int entries)
    {
        var server = await TestServer.Start(cluster, new CheckpointPublisher(Signer, Path.Combine(folder, "last-checkpoint"), TimeProvider.System));
        await server.Ledger.Recorder.RecordAsync([.. Enumerable.Range(0, entries).Select(i => Samples.Account($"{i}"))], CancellationToken.None);
        while (await server.Ledger.Count($"published.checkpoint WHERE size = {entries}") == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return server;
    }

    private static async Task<byte[]> RootOf(TestServer server) =>
        Checkpoint.Parse(SignedNote.Parse(await server.Client.GetByteArrayAsync("/log/checkpoint")).Text).Root;

    private static async Task<System.Text.Json.JsonElement> Get(TestServer server, string query)
    {
        using var answer = await server.Client.GetAsync($"/log/proof/{query}");
        return await TestServer.Json(answer);
    }

    private static List<byte[]> Hashes(System.Text.Json.JsonElement proof) =>
        [.. proof.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetBytesFromBase64())];

    private static async Task<HttpResponseMessage> Ask(TestServer server, string path, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        return await server.Client.SendAsync(request);
    }

    private static byte[] Unzip(byte[] packed)
    {
        using var content = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
