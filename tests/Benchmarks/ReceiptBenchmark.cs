using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ledger.Journal;
using Ledger.Transparency;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Projections;
using Projections.Sequencing;

namespace Benchmarks;

/// <summary>
/// How long after its commit a command has its receipt: until a signed checkpoint that covers its event is served. Commands
/// come at a steady thousand a second while the service's sequencer works beside them.
/// </summary>
internal static class ReceiptBenchmark
{
    private const int PerSecond = 1_000;
    private const int Commands = 15 * PerSecond;
    private const int Writers = 64;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    public static async Task Run(string connectionString, Report report)
    {
        var own = await ScratchDatabase.Create(connectionString, "receipts");
        await Migration.Apply(own, [ViewFold.Script], CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        using var key = NoteSigner.FromSeed("bench.example/log", new byte[NoteSigner.SeedBytes]);
        await using var projector = Roles.Connect(own, Roles.Projector);
        var sequencer = new Sequencer(
            projector, NullLogger<Sequencer>.Instance, TimeProvider.System,
            new CheckpointPublisher(key, Path.Combine(folder.FullName, "last"), TimeProvider.System));
        using var end = new CancellationTokenSource();
        var working = sequencer.Run(end.Token);
        await using var reader = Roles.Connect(own, Roles.Reader);
        await using var writer = Roles.Connect(own, Roles.Writer);
        await using var store = MartenSetup.Open(writer);
        var journal = new CommandJournal(store, new NetworkCache(writer), TimeProvider.System, Guid.CreateVersion7);

        await AppendBenchmark.OpenNetwork(journal);
        var watch = Stopwatch.StartNew();
        var committed = new ConcurrentDictionary<Guid, TimeSpan>();
        var sizes = Watch(reader, watch, Commands + 1);
        await Load(journal, watch, committed);
        var rate = Commands / watch.Elapsed.TotalSeconds;
        var latencies = await Latencies(reader, committed, await sizes);
        await end.CancelAsync();
        await working;
        folder.Delete(recursive: true);

        // The first seconds are the program's start.
        var milliseconds = latencies.Skip(latencies.Count / 5).Order().ToList();
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"receipt, commit to signed checkpoint, at {rate:0} commands/s: p50 {milliseconds[milliseconds.Count / 2]:0} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:0} ms"));
    }

    private static async Task Load(CommandJournal journal, Stopwatch watch, ConcurrentDictionary<Guid, TimeSpan> committed)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < Commands)
            {
                var due = TimeSpan.FromSeconds((double)number / PerSecond) - watch.Elapsed;
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due);
                }

                var appended = await AppendBenchmark.Append(journal);
                committed[appended.EventIds[0]] = watch.Elapsed;
            }
        })));
    }

    // When each size was first served.
    private static async Task<List<(long Size, TimeSpan At)>> Watch(NpgsqlDataSource reader, Stopwatch watch, long until)
    {
        await using var connection = await reader.OpenConnectionAsync();
        var seen = new List<(long Size, TimeSpan At)> { (0, TimeSpan.Zero) };
        while (seen[^1].Size < until)
        {
            await using var command = new NpgsqlCommand("SELECT coalesce(max(size), 0) FROM published.checkpoint", connection);
            var size = (long)(await command.ExecuteScalarAsync())!;
            if (size > seen[^1].Size)
            {
                seen.Add((size, watch.Elapsed));
            }

            await Task.Delay(Look);
        }

        return seen;
    }

    private static async Task<List<double>> Latencies(
        NpgsqlDataSource reader, ConcurrentDictionary<Guid, TimeSpan> committed, List<(long Size, TimeSpan At)> sizes)
    {
        await using var command = reader.CreateCommand("SELECT event_id, position FROM public_log.entry ORDER BY position");
        await using var rows = await command.ExecuteReaderAsync();
        var latencies = new List<double>();
        var covering = 0;
        while (await rows.ReadAsync())
        {
            while (sizes[covering].Size <= rows.GetInt64(1))
            {
                covering++;
            }

            // The network was opened before. Served before its own commit was answered: no wait at all.
            if (committed.TryGetValue(rows.GetGuid(0), out var at))
            {
                latencies.Add(Math.Max(0, (sizes[covering].At - at).TotalMilliseconds));
            }
        }

        return latencies;
    }
}
