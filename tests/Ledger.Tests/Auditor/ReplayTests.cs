using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Projections.Replay;
using Projections.Transparency;

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
        for (var step = 0; step < 30; step++)
        {
            await history.Step();
        }

        var size = await server.Ledger.Count("journal.mt_events");
        while (await server.Ledger.Count("public_log.entry") < size)
        {
            await Task.Delay(50);
        }

        using var log = await Publish(server.Ledger);
        var equal = await log.Replay("--compare", server.Client.BaseAddress!.ToString());
        Assert.EndsWith("case_view: equal\nservice_result: equal\n", equal.Output, StringComparison.Ordinal);
        Assert.Equal(0, equal.Code);

        await Run(server.Ledger, "UPDATE views.service_result SET received = received + 1");
        await server.Ledger.SubmitCase("one more");
        while (await server.Ledger.Count("public_log.entry") <= size)
        {
            await Task.Delay(50);
        }

        using var longer = await Publish(server.Ledger);
        var different = await longer.Replay("--compare", server.Client.BaseAddress!.ToString());
        Assert.Contains("case_view: equal\nservice_result: different, published is ", different.Output, StringComparison.Ordinal);
        Assert.Equal(1, different.Code);
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

    private static async Task<TestLog> Publish(TestLedger ledger)
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
