using System.CommandLine;
using Ledger.Transparency;
using Projections.Replay;
using PublicApi.Auditor;

namespace PublicApi.Cli;

/// <summary><c>ledger replay</c>: computes the public views again from the entries alone, and compares their digests.</summary>
internal static class ReplayCommand
{
    // Views are published as soon as entries have positions, the checkpoint over them about a second later.
    private static readonly TimeSpan CheckpointPause = TimeSpan.FromSeconds(1);

    private const int LargestTries = 30;

    private const int LargestListed = 20;

    public static Command Build()
    {
        var options = new AuditOptions();
        var to = new Option<long?>("--to") { HelpName = "SIZE", Description = "Replays the first SIZE entries only." };
        var compare = new Option<string?>("--compare") { HelpName = "URL", Description = "Service whose digests are to be the same." };
        to.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() < 0)
            {
                result.AddError("--to is a number of entries.");
            }
        });
        var recorded = new Option<bool>("--digests") { Description = "Compares the digests that stand on the log; reads it twice." };
        var command = new Command("replay", "Computes the views again from the entries of a public log.") { to, compare, recorded };
        options.AddTo(command);
        command.SetAction((parsed, ct) => options.Run(parsed, (log, key) =>
            Replay(log, key, parsed.GetValue(to), parsed.GetValue(compare), parsed.GetValue(recorded), parsed.InvocationConfiguration, ct)));
        return command;
    }

    private static async Task<int> Replay(
        LogSource log, NoteVerifier key, long? to, string? compare, bool withRecorded, InvocationConfiguration console, CancellationToken ct)
    {
        var published = compare is null ? null : await PublishedDigests.Fetch(compare, ct);
        if (published is not null && to is not null && published.Size.Value != to)
        {
            throw new LogUnreadableException($"The published digests are of {published.Size} entries; leave out --to, or give that.");
        }

        var checkpoint = await ReadCheckpoint(log, key, to is null ? published?.Size.Value ?? 0 : 0, ct);
        var size = new TreeSize(to ?? published?.Size.Value ?? checkpoint.Size.Value);
        if (size.Value > checkpoint.Size.Value)
        {
            throw new LogUnreadableException($"The log's checkpoint is of {checkpoint.Size} entries; {size} cannot be replayed.");
        }

        var recorded = new RecordedDigests();
        if (withRecorded)
        {
            await Read(recorded.Find);
        }

        var views = new MemoryReplay();
        await Read(entry =>
        {
            recorded.Compare(views);
            views.Add(entry);
        });
        foreach (var line in withRecorded ? views.Digest().Lines.Concat(recorded.Lines) : views.Digest().Lines)
        {
            await console.Output.WriteLineAsync(line);
        }

        var compared = published is null
            ? AuditOptions.Right
            : await Compare(new Comparison(log, key, compare!, console), views, published, ct);
        return recorded.AreRight ? compared : AuditOptions.FoundWrong;

        Task Read(Action<PublicEntry> take) =>
            new LogAudit(log, checkpoint, take, new AuditProgress(console.Error, TimeProvider.System, start: 0, size.Value))
                .Run(size, from: null, seen: [], ct);
    }

    private sealed record Comparison(LogSource Log, NoteVerifier Key, string Service, InvocationConfiguration Console);

    private static async Task<LogCheckpoint> ReadCheckpoint(LogSource log, NoteVerifier key, long atLeast, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var checkpoint = await LogCheckpoint.Read(log, WitnessPolicy.Only(key), ct);
            if (checkpoint.Size.Value >= atLeast || attempt == LargestTries)
            {
                return checkpoint;
            }

            await Task.Delay(CheckpointPause, ct);
        }
    }

    // A view that only one side has is a difference too.
    private static async Task<int> Compare(Comparison with, MemoryReplay views, ViewDigests published, CancellationToken ct)
    {
        var replayed = views.Digest();
        var output = with.Console.Output;
        var theirs = published.Views.ToDictionary(view => view.Key, view => view.Value);
        var different = false;
        foreach (var name in replayed.Views.Select(view => view.Key).Union(theirs.Keys))
        {
            var ours = replayed.Views.FirstOrDefault(view => view.Key == name).Value;
            var equal = ours is not null && theirs.GetValueOrDefault(name) == ours;
            different |= !equal;
            await output.WriteLineAsync(
                equal ? $"{name}: equal" : $"{name}: different, published is {theirs.GetValueOrDefault(name) ?? "nothing"}");
            if (!equal && ours is not null && theirs.ContainsKey(name))
            {
                await TellCells(with, name, views, ct);
            }
        }

        return different ? AuditOptions.FoundWrong : AuditOptions.Right;
    }

    // The service may have gone on since it told its digests; then the entries are replayed as far as its rows say.
    private static async Task TellCells(Comparison with, string view, MemoryReplay views, CancellationToken ct)
    {
        using var rows = await PublishedRows.Fetch(with.Service, view, ct);
        if (rows.Size != views.Size)
        {
            var checkpoint = await ReadCheckpoint(with.Log, with.Key, rows.Size.Value, ct);
            views = new MemoryReplay();
            await new LogAudit(with.Log, checkpoint, views.Add, new Progress<long>()).Run(rows.Size, from: null, seen: [], ct);
        }

        using var ours = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        views.WriteRows(view, ours);
        ours.Position = 0;
        var found = 0;
        foreach (var difference in RowDifferences.Find(view, JsonLines.Read(ours), JsonLines.Read(rows.Lines)).Take(LargestListed + 1))
        {
            await with.Console.Output.WriteLineAsync(++found > LargestListed ? $"  more than {LargestListed} differences" : $"  {difference}");
        }

        if (found == 0)
        {
            await with.Console.Output.WriteLineAsync($"  the rows that are published now, of {rows.Size} entries, are the right ones");
        }
    }
}
