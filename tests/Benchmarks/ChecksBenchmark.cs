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
/// What the checks cost: a year of the demo network stored and folded by the page, with every month judged when it has ended,
/// against the same entries with none judged.
/// </summary>
internal static class ChecksBenchmark
{
    private const int ScaleThousandths = 200;
    private const int Pairs = 3;

    private sealed record Stored(PublicEntry Entry, byte[] Bytes);

    public static async Task Run(string connectionString, Report report)
    {
        var template = await ScratchDatabase.Create(connectionString, "folded_template");
        await Migration.Apply(template, [ViewFold.Script], CancellationToken.None);
        var without = Entries(withChecks: false).ToList();
        var with = Entries(withChecks: true).ToList();
        await Fold(connectionString, without, without.Count);
        var pairs = new List<(double, double)>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            // In turn which goes first: the machine's caches favour neither.
            var first = await Fold(connectionString, pair % 2 == 0 ? with : without, without.Count);
            var second = await Fold(connectionString, pair % 2 == 0 ? without : with, without.Count);
            pairs.Add(pair % 2 == 0 ? (first, second) : (second, first));
        }

        var judged = with.Count(stored => MonthEntries.Asks(stored.Entry) is not null);
        report.Ratio($"folding with {judged} months judged, to folding without", "entries", pairs);
    }

    private static IEnumerable<Stored> Entries(bool withChecks)
    {
        var position = 0L;
        foreach (var pending in DemoPlan.Build(seed: 1, years: 1, ScaleThousandths).Run())
        {
            var entry = PublicEntries.Of(
                new LeafIndex(position), pending.Id, pending.Stream, new StreamVersion(pending.Version), pending.Fact);
            if (withChecks || !MonthEntries.Moves(entry))
            {
                position++;
                yield return Write(entry);
            }
        }
    }

    private static Stored Write(PublicEntry entry)
    {
        var json = new CanonicalJson();
        entry.WriteTo(json);
        return new Stored(entry, json.Written.ToArray());
    }

    private static async Task<double> Fold(string connectionString, List<Stored> entries, int counted)
    {
        var copy = await ScratchDatabase.Create(connectionString, "folded", template: "folded_template");
        await using var projector = Roles.Connect(copy, Roles.Projector);
        await using var connection = await projector.OpenConnectionAsync();

        // What months are judged from is part of what the checks cost.
        using var facts = new FactsCache(follows: entries.Count > counted);
        var watch = Stopwatch.StartNew();
        foreach (var page in entries.Chunk(Sequencer.PageEvents))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await EntryTable.Save(connection, page.Select(stored => (stored.Entry, stored.Entry.Position.Value, stored.Bytes)), CancellationToken.None);
            await ViewFold.Apply(connection, [.. page.Select(stored => stored.Entry)], facts, CancellationToken.None);
            await transaction.CommitAsync();
        }

        await EnsureJudged(connection, entries.Count > counted);
        return counted / watch.Elapsed.TotalSeconds;
    }

    private static async Task EnsureJudged(NpgsqlConnection connection, bool expected)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM views.verdict_view)", connection);
        if ((bool)(await command.ExecuteScalarAsync())! != expected)
        {
            throw new InvalidOperationException("The months were not judged as asked for.");
        }
    }
}
