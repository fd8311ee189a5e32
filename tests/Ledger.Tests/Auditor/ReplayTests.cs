using Ledger.Tests.GraphQL;
using Ledger.Tests.PublicLog;
using Ledger.Tests.Store;
using Projections.Replay;
using Projections.Transparency;
using PublicApi.Auditor;

namespace Ledger.Tests.Auditor;

public sealed class ReplayTests(Cluster cluster)
{
    private const int Seed = 20_260_105;

    [Fact]
    public async Task A_replay_of_the_files_prints_the_digests_of_the_database()
    {
        await using var ledger = await WithHistory(400);
        using var log = await Publish(ledger);

        var outcome = await log.Replay();

        var digests = await DatabaseDigest.Compute(ledger.Reader, CancellationToken.None);
        Assert.Equal(string.Concat(digests.Lines.Select(line => line + "\n")), outcome.Output);
        Assert.Equal(0, outcome.Code);
        (await log.Verify()).IsRight();
    }

    [Fact]
    public async Task A_replay_up_to_a_size_is_what_a_shorter_log_gives()
    {
        var entries = TestLog.Entries(700);
        using var log = TestLog.Of(entries);
        foreach (var size in new[] { 0, 1, 255, 256, 257, 511, 512, 513, 699, 700 })
        {
            using var shorter = TestLog.Of(entries[..size]);

            var outcome = await log.Replay("--to", $"{size}");

            Assert.StartsWith($"size {size}\ncase_view ", outcome.Output, StringComparison.Ordinal);
            Assert.Equal((await shorter.Replay()).Output, outcome.Output);
            Assert.Equal(0, outcome.Code);
        }

        Assert.Equal(1, (await log.Replay("--to", "701")).Code);
    }

    [Fact]
    public async Task A_replay_of_a_part_proves_that_it_is_a_part_of_what_is_signed()
    {
        var entries = TestLog.Entries(700);
        using var log = TestLog.Of(entries);
        var checkpoint = log.Read("checkpoint");
        entries[3] = TestLog.Bytes(TestLog.Entry(3) with { Node = "another" });
        log.Write(entries);
        log.Write("checkpoint", checkpoint);

        (await log.Replay("--to", "300")).IsWrong("checkpoint: it signs a tree of 700 entries that does not begin with these 300");
        (await log.Replay()).IsWrong("checkpoint: it signs the root ");
    }

    [Fact]
    public async Task Published_digests_are_compared_view_by_view()
    {
        await using var server = await TestServer.Start(cluster);
        var random = new Random(Seed);
        var history = new RandomHistory(server.Ledger, random);
        var catalogue = new RandomCatalogue(server.Ledger, random);
        for (var step = 0; step < 30; step++)
        {
            await history.Step();
            await catalogue.Step();
        }

        var size = await server.Ledger.Count("journal.mt_events");
        while (await server.Ledger.Count("public_log.entry") < size)
        {
            await Task.Delay(50);
        }

        using var log = await Publish(server.Ledger);
        var equal = await log.Replay("--compare", server.Client.BaseAddress!.ToString());
        Assert.EndsWith(string.Concat(Projections.Replay.ViewDigest.Names.Select(view => $"{view}: equal\n")), equal.Output, StringComparison.Ordinal);
        Assert.Equal(0, equal.Code);

        using var unknown = await server.Client.GetAsync("/data/rows/secret");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Where_the_published_views_differ_the_cells_are_named()
    {
        await using var server = await TestServer.Start(cluster);
        var streams = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            streams.Add(await server.Ledger.SubmitCase($"case-{i}"));
        }

        while (await server.Ledger.Count("public_log.entry") < 30)
        {
            await Task.Delay(50);
        }

        streams.Sort(StringComparer.Ordinal);
        await Run(server.Ledger, "UPDATE views.service_result SET received = received + 1");
        await Run(server.Ledger, $"UPDATE views.case_view SET hops = 7, provider_id = 'P-1' WHERE case_id = '{streams[3]}'");
        await Run(server.Ledger, $"UPDATE views.case_view SET case_id = 'case-z' WHERE case_id = '{streams[5]}'");
        using var log = await Publish(server.Ledger);
        var outcome = await log.Replay("--compare", server.Client.BaseAddress!.ToString());

        Assert.Equal(1, outcome.Code);
        Assert.Contains(
            $"  case_view {streams[3]}: hops is 0, published is 7\n  case_view {streams[3]}: provider_id is nothing, published is \"P-1\"\n"
            + $"  case_view {streams[5]}: this row is not published\n  case_view case-z: this row is published and does not follow from the entries\n",
            outcome.Output, StringComparison.Ordinal);
        Assert.Contains(
            "  service_result TRAIN-01 / Digital training / SC-510100 /  / 510100 / 2026-01: received is 30, published is 31\n",
            outcome.Output, StringComparison.Ordinal);

        await Run(server.Ledger, "UPDATE views.case_view SET hops = 1");
        var many = await log.Replay("--compare", server.Client.BaseAddress!.ToString());
        Assert.Contains("  more than 20 differences\n", many.Output, StringComparison.Ordinal);
        Assert.Equal(20, many.Output.Split('\n').Count(line => line.StartsWith("  case_view ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Digests_are_computed_once_for_a_size_and_no_more_often_than_every_ten_seconds()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var clock = new ManualClock();
        var cache = new DigestEndpointCache(ledger.Reader, clock);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cache.Now(CancellationToken.None)));
        Assert.All(answers, answer => Assert.Same(answers[0], answer));

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Same(answers[0], await cache.Now(CancellationToken.None));

        await ledger.SubmitCase();
        await ledger.Sequencer.Drain(CancellationToken.None);
        var second = await cache.Now(CancellationToken.None);
        Assert.Equal(1, second.Size.Value);

        await ledger.SubmitCase();
        await ledger.Sequencer.Drain(CancellationToken.None);
        clock.Advance(DigestEndpointCache.Pause - TimeSpan.FromMilliseconds(1));
        Assert.Same(second, await cache.Now(CancellationToken.None));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, (await cache.Now(CancellationToken.None)).Size.Value);
    }

    private async Task<TestLedger> WithHistory(int steps)
    {
        var ledger = await TestLedger.Create(cluster);
        var history = new RandomHistory(ledger, new Random(Seed));
        for (var step = 0; step < steps; step++)
        {
            await history.Step();
        }

        await ledger.Sequencer.Drain(CancellationToken.None);
        return ledger;
    }

    internal static async Task<TestLog> Publish(TestLedger ledger)
    {
        await using var connection = await ledger.Reader.OpenConnectionAsync(CancellationToken.None);
        var logged = await EntryQuery.After(connection, after: null, int.MaxValue, CancellationToken.None);
        return TestLog.Of([.. logged.Select(entry => System.Text.Encoding.UTF8.GetBytes(entry.Body))]);
    }

    private static async Task Run(TestLedger ledger, string sql)
    {
        await using var command = ledger.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
