using Ledger.Tests.Cases;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Npgsql;
using Projections;
using Projections.Replay;
using Projections.Verdicts;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>What months are judged from is carried on from page to page, and never from a page that was not committed.</summary>
public sealed class FactsCacheTests(Cluster cluster)
{
    private const string March = "2026-03";

    [Fact]
    public async Task A_page_that_was_rolled_back_leaves_nothing_that_months_are_judged_from()
    {
        await using var ledger = await TestLedger.Create(cluster);
        using var facts = new FactsCache();
        await using var connection = await ledger.Projector.OpenConnectionAsync();
        var first = Network().Adopt("2026-01-02 09:00").Whole(1).Evaluate(March, "2026-04-02 09:00");
        var (begun, rest) = (first.Entries.Count, Network().Adopt("2026-01-02 09:00").Whole(1).Evaluate(March, "2026-04-02 09:00"));
        await Fold(connection, facts, first, 0, commit: true);

        // The page that is rolled back has reports, so that nothing of March is found; the one that comes in its place has none,
        // and as many entries.
        first.ReportMarch(at: "2026-04-03 09:00").Evaluate(March, "2026-04-03 10:00");
        await Fold(connection, facts, first, begun, commit: false);
        rest.Submit(2, "2026-04-03 09:00").Submit(3, "2026-04-03 09:00").Evaluate(March, "2026-04-03 10:00");

        // Other events than those that were rolled back.
        List<PublicEntry> stored = [.. rest.Entries.Take(begun), .. rest.Entries.Skip(begun).Select(entry => entry with { EventId = Guid.NewGuid() })];
        await Fold(connection, facts, stored, begun, commit: true);

        await AssertReplayGives(ledger, stored);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_while_its_month_is_judged_leaves_nothing_either()
    {
        await using var ledger = await TestLedger.Create(cluster);
        using var facts = new FactsCache();
        await using var connection = await ledger.Projector.OpenConnectionAsync();
        var history = Network().Adopt("2026-01-02 09:00").Whole(1);
        await Fold(connection, facts, history, 0, commit: true);
        var begun = history.Entries.Count;
        history.Submit(2, "2026-03-03 09:00").Evaluate(March, "2026-04-02 09:00");

        // No view goes on with a case that it has not seen begin.
        List<PublicEntry> broken = [.. history.Entries.Take(begun), history.Entries[begun] with { EventId = Guid.NewGuid(), StreamVersion = 2 }, .. history.Entries.Skip(begun + 1)];
        await Assert.ThrowsAsync<FormatException>(() => Fold(connection, facts, broken, begun, commit: true));
        await Fold(connection, facts, history, begun, commit: true);

        await AssertReplayGives(ledger, history.Entries);
    }

    [Fact]
    public async Task A_page_that_others_committed_says_nothing_of_one_that_was_rolled_back_before_it()
    {
        await using var ledger = await TestLedger.Create(cluster);
        using var facts = new FactsCache();
        using var elsewhere = new FactsCache();
        await using var connection = await ledger.Projector.OpenConnectionAsync();
        var (rolledBack, stored) = (Network().Adopt("2026-01-02 09:00").Whole(1), Network().Adopt("2026-01-02 09:00").Whole(1));
        var begun = stored.Entries.Count;
        await Fold(connection, facts, stored, 0, commit: true);
        facts.Committed(stored.Entries);
        await Fold(connection, facts, rolledBack.ReportMarch(at: "2026-04-03 09:00"), begun, commit: false);

        // As many entries, of other events.
        stored.Submit(2, "2026-04-03 09:00").Submit(3, "2026-04-03 09:00");
        List<PublicEntry> entries = [.. stored.Entries.Take(begun), .. stored.Entries.Skip(begun).Select(entry => entry with { EventId = Guid.NewGuid() })];
        await Fold(connection, elsewhere, entries, begun, commit: true);
        facts.Committed([.. entries.Skip(begun)]);
        stored.Evaluate(March, "2026-04-03 10:00");
        entries.Add(stored.Entries[^1]);
        await Fold(connection, facts, entries, entries.Count - 1, commit: true);

        await AssertReplayGives(ledger, entries);
    }

    [Fact]
    public async Task Facts_that_were_warmed_and_facts_that_are_read_when_they_are_needed_judge_the_same()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await using var connection = await ledger.Projector.OpenConnectionAsync();
        using var warm = new FactsCache();
        var history = Network().Adopt("2026-01-02 09:00").Whole(1);
        await Fold(connection, warm, history, 0, commit: true);
        await warm.Warm(connection, CancellationToken.None);
        var before = history.Entries.Count;
        history.Evaluate(March, "2026-04-02 09:00");

        using var cold = new FactsCache();
        await Fold(connection, cold, history, before, commit: false);
        await Fold(connection, warm, history, before, commit: true);

        await AssertReplayGives(ledger, history.Entries);
    }

    private static async Task AssertReplayGives(TestLedger ledger, IEnumerable<PublicEntry> entries)
    {
        var replay = new MemoryReplay();
        foreach (var entry in entries)
        {
            replay.Add(entry);
        }

        Assert.Equal(replay.Digest().Views, (await DatabaseDigest.Compute(ledger.Reader, CancellationToken.None)).Views);
    }

    private static Task Fold(NpgsqlConnection connection, FactsCache facts, History history, int from, bool commit) =>
        Fold(connection, facts, history.Entries, from, commit);

    private static async Task Fold(NpgsqlConnection connection, FactsCache facts, IReadOnlyList<PublicEntry> entries, int from, bool commit)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var entry in entries.Skip(from))
        {
            await using var insert = new NpgsqlCommand("INSERT INTO public_log.entry (position, event_id, seq_id, body) VALUES ($1, $2, $1, $3)", connection)
            {
                Parameters = { new() { Value = entry.Position.Value }, new() { Value = entry.EventId }, new() { Value = SampleFacts.Bytes(entry) } },
            };
            await insert.ExecuteNonQueryAsync();
        }

        await ViewFold.Apply(connection, [.. entries.Skip(from)], facts, CancellationToken.None);
        await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());
    }
}
