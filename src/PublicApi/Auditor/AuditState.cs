using System.Text.Json;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>What a reader keeps from one audit to the next, so that the log cannot take back what it once showed.</summary>
/// <param name="Checkpoint">The signed note: with it anyone can be shown that the log did sign this.</param>
internal sealed record AuditState(string Origin, long Size, byte[] Root, string Checkpoint)
{
    /// <summary>The entries so far that tell members' keys; what is signed later is checked with them. Null in a state that was
    /// kept before there were any.</summary>
    public IReadOnlyList<string>? KeyEntries { get; init; }

    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static AuditState Of(LogCheckpoint checkpoint) =>
        new(checkpoint.Head.Origin, checkpoint.Size.Value, checkpoint.Head.Root, checkpoint.Note);

    /// <summary>The state kept in the file; null when there is none yet.</summary>
    /// <exception cref="FormatException">The file is no such state.</exception>
    public static async Task<AuditState?> Load(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var state = JsonSerializer.Deserialize<AuditState>(await File.ReadAllBytesAsync(file, ct), Form);
            return state is { Origin: not null, Checkpoint: not null, Size: >= 0, Root.Length: Merkle.HashBytes }
                ? state
                : throw new FormatException($"{file} is not the state of an audit.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{file} is not the state of an audit: {fault.Message}", fault);
        }
    }

    /// <summary>Replaces the file as a whole: whatever happens meanwhile, it is the old state or the new one.</summary>
    public async Task Save(string file, CancellationToken ct)
    {
        var beside = $"{file}.new";
        await using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(stream, this, Form, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: true);
    }

    /// <exception cref="LogFaultException">The checkpoint alone shows that the log is not the one of this state any more.</exception>
    public void CheckNotSmaller(LogCheckpoint now)
    {
        if (now.Head.Origin != Origin)
        {
            throw new LogFaultException(LogSource.CheckpointPath, $"it is of the log {now.Head.Origin}, and the state of {Origin}");
        }

        if (now.Size.Value < Size)
        {
            throw new LogFaultException(
                LogSource.CheckpointPath,
                $"the log has {now.Size} entries, and had {Size} when the state was kept: entries were taken away", now.Size.Value);
        }

        if (now.Size.Value == Size)
        {
            CheckRoot(now.Head.Root, LogSource.CheckpointPath);
        }
    }

    /// <param name="root">The root that the log now has at the size of this state.</param>
    /// <param name="path">The file that says so.</param>
    public void CheckRoot(byte[] root, string path)
    {
        if (!root.AsSpan().SequenceEqual(Root))
        {
            throw new LogFaultException(
                path,
                $"the first {Size} entries have the root {Convert.ToBase64String(root)}, and had {Convert.ToBase64String(Root)} when the "
                + "state was kept: the log was rewritten");
        }
    }
}
