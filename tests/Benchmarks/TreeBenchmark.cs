using System.Diagnostics;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;
using Projections;
using Projections.Sequencing;
using Projections.Verdicts;

namespace Benchmarks;

/// <summary>
/// What it costs that the log can be proven: sequencing with leaf hashes, tree, tiles and a signed checkpoint a second,
/// against sequencing the very same events with none of it. Each run has a fresh copy of a database of waiting events.
/// </summary>
internal static class TreeBenchmark
{
    private const int Requests = 60_000;
    private const int Pairs = 5;

    private static readonly TreeWork None = new(_ => [], (_, _, _, _) => Task.FromResult(Merkle.EmptyRoot));

    public static async Task Run(string connectionString, Report report)
    {
        var events = await Prepare(await ScratchDatabase.Create(connectionString, "waiting"));
        await Sequence(connectionString, events, TreeWork.Full);
        await Sequence(connectionString, events, None);
        var pairs = new List<(double, double)>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            // In turn which goes first: the machine's caches favour neither.
            var first = await Sequence(connectionString, events, pair % 2 == 0 ? TreeWork.Full : None);
            var second = await Sequence(connectionString, events, pair % 2 == 0 ? None : TreeWork.Full);
            pairs.Add(pair % 2 == 0 ? (first, second) : (second, first));
        }

        report.Ratio("sequencing with tree, tiles and signature, to sequencing without", "events", pairs);
    }

    private static async Task<long> Prepare(string connectionString)
    {
        await Migration.Apply(connectionString, [ViewFold.Script], CancellationToken.None);
        await using var writer = Roles.Connect(connectionString, Roles.Writer);
        var recorder = new SourceAccountRecorder(
            writer, await CaseIds.Load(writer, CancellationToken.None), TimeProvider.System, Guid.CreateVersion7);
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var events = 0L;
        foreach (var page in Enumerable.Range(0, Requests).Chunk(2_000))
        {
            events += (await recorder.RecordAsync([.. page.Select(i => Account(i, start.AddMinutes(i)))], CancellationToken.None)).Events;
        }

        return events;
    }

    private static RecordSourceAccount Account(int number, DateTimeOffset requested) => new(
        "bench", $"r{number}", "bench", Channels.Online, $"S{number % 40}", $"Service {number % 40}", "OTHER", "000000", requested,
        UtcOffsetMinutes: 0, requested.AddHours(number % 3 == 0 ? 0 : 5), number % 3 == 0 ? SourceStatus.Open : SourceStatus.Closed,
        number % 3 == 0 ? null : requested.AddHours(5));

    private static async Task<double> Sequence(string connectionString, long events, TreeWork tree)
    {
        var copy = await ScratchDatabase.Create(connectionString, "sequenced", template: "waiting");
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        using var key = NoteSigner.FromSeed("bench.example/log", new byte[NoteSigner.SeedBytes]);
        var publisher = tree == None ? null : new CheckpointPublisher(key, Path.Combine(folder.FullName, "last"), TimeProvider.System);
        await using var projector = Roles.Connect(copy, Roles.Projector);
        await using var connection = await projector.OpenConnectionAsync();
        using var facts = new FactsCache();
        await using var pages = new SequencerPages(projector, facts, tree);
        var watch = Stopwatch.StartNew();
        var published = TimeSpan.Zero;
        while (await pages.Next(connection, Sequencer.PageEvents, CancellationToken.None) > 0)
        {
            if (publisher is not null && watch.Elapsed - published >= CheckpointPublisher.Interval)
            {
                await publisher.Publish(connection, CancellationToken.None);
                published = watch.Elapsed;
            }
        }

        await (publisher?.Publish(connection, CancellationToken.None) ?? Task.CompletedTask);
        var rate = events / watch.Elapsed.TotalSeconds;
        folder.Delete(recursive: true);
        return rate;
    }
}
