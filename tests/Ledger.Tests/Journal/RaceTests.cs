using System.Collections.Concurrent;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Cases;
using Ledger.Tests.Store;

namespace Ledger.Tests.Journal;

public sealed class RaceTests(Cluster cluster)
{
    private const int Clients = 16;
    private const int Cases = 100;
    private const int KeysACase = 50;
    private const int OwedFen = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Every key is sent twice, and every tenth time the client hangs up at once and asks again: 10,000 commands. Each pays one
    // fen of forty; so a lost update would show as a forty-first payment, or as fewer payments than were acknowledged.
    [Fact]
    public async Task Ten_thousand_racing_commands_lose_no_update_and_store_each_acknowledged_one_once()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await SampleNetwork.Write(ledger);
        var cases = await Task.WhenAll(Enumerable.Range(0, Cases).Select(number => Charged(ledger, number)));
        var before = await ledger.Count("journal.mt_events");

        const int Seed = 20_260_105;
        var commands = cases.SelectMany(stream => Enumerable.Range(0, KeysACase * 2).Select(i => (Stream: stream, Key: $"{stream}-{i / 2}"))).ToArray();
        new Random(Seed).Shuffle(commands);
        var waiting = new ConcurrentQueue<(string Stream, string Key)>(commands);
        var answers = new ConcurrentBag<(string Key, Outcome Outcome)>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var sent = client; waiting.TryDequeue(out var next); sent++)
            {
                if (sent % 10 == 0)
                {
                    await Pay(ledger, next.Stream, next.Key, TimeSpan.Zero);
                }

                answers.Add((next.Key, await Pay(ledger, next.Stream, next.Key, Patience)));
            }
        })));

        Assert.Equal(10_000, answers.Count);
        var done = answers.Where(answer => answer.Outcome is Outcome.Done)
            .GroupBy(answer => answer.Key, answer => Assert.Single(((Outcome.Done)answer.Outcome).Appended.EventIds)).ToList();
        Assert.Equal(Cases * OwedFen, done.Count);
        Assert.All(done, key => Assert.Single(key.Distinct()));
        Assert.All(answers, answer => Assert.True(answer.Outcome is Outcome.Done or Outcome.Refused { Rule: "INV-07" }));
        Assert.Equal(done.Select(key => key.First()).Order(), (await Ids(ledger, "fee.paid.v1")).Order());
        Assert.Equal(before + (Cases * OwedFen), await ledger.Count("journal.mt_events"));
        Assert.Equal(0, await ledger.Count("(SELECT stream_id FROM journal.mt_events GROUP BY stream_id HAVING count(*) <> max(version)) AS gap"));
    }

    [Fact]
    public async Task Fifty_parallel_copies_of_one_payment_pay_once()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await SampleNetwork.Write(ledger);
        var stream = await Charged(ledger, 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Pay(ledger, stream, "one", Patience)));

        Assert.Single(answers.Select(answer => Assert.IsType<Outcome.Done>(answer).Appended.EventIds.Single()).Distinct());
        Assert.Single(await Ids(ledger, "fee.paid.v1"));
    }

    private static async Task<string> Charged(TestLedger ledger, int number)
    {
        var stream = $"case-01936f2a-0000-7000-8000-{number:x12}";
        FeeLine[] lines = [Story.Line with { QtyMilli = 1_000, UnitPriceFen = OwedFen }];
        var outcome = await ledger.Journal.Execute(
            stream,
            expected: null,
            "charged",
            _ => Decision.Accept(
                Story.Submitted(By.Owner("charged")),
                Story.Acceptance(By.Owner("charged")),
                new FeeQuoted(By.Owner("charged"), Story.Quote, lines, OwedFen, Story.Later),
                new FeeAgreed(By.Requester("charged"), Story.Quote, "online"),
                new FeeCharged(By.Owner("charged"), Story.Quote, lines, OwedFen)),
            Patience);
        Assert.IsType<Outcome.Done>(outcome);
        return stream;
    }

    private static Task<Outcome> Pay(TestLedger ledger, string stream, string key, TimeSpan deadline) => ledger.Journal.Execute<CaseState>(
        stream,
        expected: null,
        key,
        commandHash: null,
        (state, network) => new PayFee(1, "card").DecideOn(state, new Act(stream, By.Requester(key), network, () => new byte[32])),
        deadline);

    private static async Task<List<Guid>> Ids(TestLedger ledger, string type)
    {
        await using var command = ledger.Administrator.CreateCommand("SELECT id FROM journal.mt_events WHERE type = $1");
        command.Parameters.Add(new() { Value = type });
        await using var rows = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await rows.ReadAsync())
        {
            ids.Add(rows.GetGuid(0));
        }

        return ids;
    }
}
