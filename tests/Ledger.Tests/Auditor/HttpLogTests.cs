using System.Collections.Concurrent;
using System.IO.Compression;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Imports;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Microsoft.AspNetCore.Http;
using Projections.Sequencing;
using PublicApi.Cli;

namespace Ledger.Tests.Auditor;

/// <summary>The auditor against a web server that behaves as servers do.</summary>
public sealed class HttpLogTests(Cluster cluster)
{
    [Fact]
    public async Task Reads_compressed_files_and_tries_again_what_may_pass()
    {
        using var log = TestLog.Of(TestLog.Entries(600));
        var asked = new ConcurrentDictionary<string, int>();
        await using var server = await Serve(log, async (path, http) =>
        {
            if (asked.AddOrUpdate(path, 1, (_, times) => times + 1) == 1)
            {
                http.Response.StatusCode = 503;
                return;
            }

            await Send(log, path, http);
        });

        (await Verify(server, log)).IsRight();

        Assert.Equal(8, asked.Count);
        Assert.All(asked.Values, times => Assert.Equal(2, times));
    }

    // Nobody waits for anything here: the checkpoint follows the views, and the replay waits for it.
    [Fact]
    public async Task The_service_itself_is_right_and_publishes_the_digests_that_follow_from_its_log()
    {
        using var folder = new TemporaryFolder();
        using var signer = NoteSigner.FromSeed(TestLog.Origin, new byte[NoteSigner.SeedBytes]);
        await using var server = await TestServer.Start(
            cluster, new CheckpointPublisher(signer, Path.Combine(folder.Root, "last"), TimeProvider.System));
        var history = new RandomHistory(server.Ledger, new Random(1));
        string[] log = ["--log", $"{server.Client.BaseAddress}log", "--vkey", signer.Verifier.ToString()];
        var state = Path.Combine(folder.Root, "state.json");
        for (var round = 0; round < 3; round++)
        {
            for (var step = 0; step < 200; step++)
            {
                await history.Step();
            }

            var replay = await TestLog.Run(ReplayCommand.Build(), [.. log, "--compare", server.Client.BaseAddress!.ToString()]);
            Assert.True(replay.Output.EndsWith(string.Concat(Projections.Replay.ViewDigest.Names.Select(view => $"{view}: equal\n")), StringComparison.Ordinal), replay.Output + replay.Error);
            (await TestLog.Run(VerifyCommand.Build(), [.. log, "--state", state])).IsRight();
            (await TestLog.Run(VerifyCommand.Build(), [.. log, "--state", state, "--only-new"])).IsRight();
        }
    }

    [Fact]
    public async Task Finds_over_the_net_what_it_finds_in_a_folder()
    {
        using var log = TestLog.Of(TestLog.Entries(600));
        log.Flip("tile/0/001", 7);
        await using var server = await Serve(log, (path, http) => Send(log, path, http));

        var outcome = await Verify(server, log);

        outcome.IsWrong("tile/0/001, byte ");
        Assert.Equal((await log.Verify()).Output, outcome.Output);
    }

    [Theory]
    [InlineData(404, 1, "wrong: checkpoint: there is no such file\n", "")]
    [InlineData(403, 1, "", "not checked: ")]
    public async Task Says_what_the_server_refuses(int status, int code, string output, string error)
    {
        using var log = TestLog.Of(TestLog.Entries(3));
        await using var server = await Serve(log, (_, http) =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var outcome = await Verify(server, log);

        Assert.Equal((code, output), (outcome.Code, outcome.Output));
        Assert.StartsWith(error, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(error.Length > 0, outcome.Error.Contains("/log/checkpoint: status 403", StringComparison.Ordinal));
    }

    private static Task<TestLog.Outcome> Verify(LogServer server, TestLog log) =>
        TestLog.Run(VerifyCommand.Build(), "--log", server.Url, "--vkey", log.Vkey);

    private static async Task Send(TestLog log, string path, HttpContext http)
    {
        if (!File.Exists(Path.Combine(log.Root, path)))
        {
            http.Response.StatusCode = 404;
            return;
        }

        Assert.Contains("gzip", http.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
        http.Response.Headers.ContentEncoding = "gzip";
        await using var compressed = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
        await compressed.WriteAsync(log.Read(path));
    }

    private static async Task<LogServer> Serve(TestLog log, Func<string, HttpContext, Task> answer)
    {
        var server = await LogServer.Start(log);
        server.Instead = answer;
        return server;
    }
}
