using System.Diagnostics;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections;
using Projections.Compliance.Months;
using Projections.Sequencing;
using Projections.Verdicts;
using PublicApi.Demo;

namespace Benchmarks;

/// <summary>
/// What the checks cost: a year of the demo network at its full size, with every month judged when it has ended and again when it
/// is published, against the same entries with none judged. Once as they come from the journal, which is what an import waits
/// for; and once the folding alone, of entries that are at hand.
/// </summary>
internal static class ChecksBenchmark
{
    private const int ScaleThousandths = 1_000;
    private const int Pairs = 5;
    private const int StoredAtOnce = 2_000;

    private sealed record Stored(PublicEntry Entry, byte[] Bytes);

    public static async Task Run(string connectionString, Report report)
    {
        var (judged, counted) = await Store(connectionString);
        report.Ratio(
            $"sequencing and folding with {judged} judgements of months, to without", "entries",
            await InTurn(withChecks => Sequence(connectionString, withChecks, counted)));

        await Migration.Apply(await ScratchDatabase.Create(connectionString, "folded_template"), [ViewFold.Script], CancellationToken.None);
        var (all, some) = (Entries(Events()), Entries(Unjudged(Events())));
        report.Ratio(
            $"folding alone with {judged} judgements of months, to without", "entries",
            await InTurn(withChecks => Fold(connectionString, withChecks ? all : some, withChecks, some.Count)));
    }

    // Nothing of it stays in memory: the sequencer is measured in a process as large as it is by itself.
    private static async Task<(int Judged, int Counted)> Store(string connectionString)
    {
        var (with, without) = (Events(), Unjudged(Events()));
        await Store(await ScratchDatabase.Create(connectionString, "waiting_with"), with);
        await Store(await ScratchDatabase.Create(connectionString, "waiting_without"), without);
        return (with.Count(pending => MonthEntries.Asks(Entry(pending, 0)) is not null), without.Count);
    }

    private static List<PendingEvent> Events() => [.. DemoPlan.Build(seed: 1, years: 1, ScaleThousandths).Run()];

    private static List<PendingEvent> Unjudged(List<PendingEvent> events) => [.. events.Where(pending => !MonthEntries.Moves(Entry(pending, 0)))];

    // One of each to warm up; then in turn which goes first: the machine's caches favour neither.
    private static async Task<List<(double, double)>> InTurn(Func<bool, Task<double>> run)
    {
        await run(true);
        await run(false);
        var pairs = new List<(double, double)>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            var first = await run(pair % 2 == 0);
            var second = await run(pair % 2 != 0);
            pairs.Add(pair % 2 == 0 ? (first, second) : (second, first));
        }

        return pairs;
    }

    private static PublicEntry Entry(PendingEvent pending, long position) =>
        PublicEntries.Of(new LeafIndex(position), pending.Id, pending.Stream, new StreamVersion(pending.Version), pending.Fact);

    private static List<Stored> Entries(List<PendingEvent> events) => [.. events.Select((pending, position) =>
    {
        var (entry, json) = (Entry(pending, position), new CanonicalJson());
        entry.WriteTo(json);
        return new Stored(entry, json.Written.ToArray());
    })];

    private static async Task Store(string connectionString, List<PendingEvent> events)
    {
        await Migration.Apply(connectionString, [ViewFold.Script], CancellationToken.None);
        await using var writer = Roles.Connect(connectionString, Roles.Writer);
        await using var connection = await writer.OpenConnectionAsync();
        foreach (var page in events.Chunk(StoredAtOnce))
        {
            await EventPage.Append(connection, page, CancellationToken.None);
        }
    }

    private static async Task<double> Sequence(string connectionString, bool withChecks, int counted)
    {
        var copy = await ScratchDatabase.Create(connectionString, "sequenced", template: withChecks ? "waiting_with" : "waiting_without");
        await using var projector = Roles.Connect(copy, Roles.Projector);
        await using var connection = await projector.OpenConnectionAsync();
        using var facts = new FactsCache(follows: withChecks);
        await using var pages = new SequencerPages(projector, facts, TreeWork.Full);
        var watch = Stopwatch.StartNew();
        while (await pages.Next(connection, Sequencer.PageEvents, CancellationToken.None) > 0)
        {
        }

        return await Rate(connection, withChecks, counted, watch);
    }

    private static async Task<double> Fold(string connectionString, List<Stored> entries, bool withChecks, int counted)
    {
        var copy = await ScratchDatabase.Create(connectionString, "folded", template: "folded_template");
        await using var projector = Roles.Connect(copy, Roles.Projector);
        await using var connection = await projector.OpenConnectionAsync();
        using var facts = new FactsCache(follows: withChecks);
        var watch = Stopwatch.StartNew();
        foreach (var page in entries.Chunk(Sequencer.PageEvents))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await EntryTable.Save(connection, page.Select(stored => (stored.Entry, stored.Entry.Position.Value, stored.Bytes)), CancellationToken.None);
            await ViewFold.Apply(connection, [.. page.Select(stored => stored.Entry)], facts, CancellationToken.None);
            await transaction.CommitAsync();
        }

        return await Rate(connection, withChecks, counted, watch);
    }

    private static async Task<double> Rate(NpgsqlConnection connection, bool withChecks, int counted, Stopwatch watch)
    {
        var rate = counted / watch.Elapsed.TotalSeconds;
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM views.verdict_view)", connection);
        return (bool)(await command.ExecuteScalarAsync())! == withChecks
            ? rate
            : throw new InvalidOperationException("The months were not judged as asked for.");
    }
}
