using System.Text.Json;
using Ledger.Transparency;
using Projections.Sequencing;

namespace PublicApi.Auditor;

/// <summary>How far an audit came that did not come to its end.</summary>
/// <param name="Size">How many entries were checked, and are not read again.</param>
/// <param name="Root">The root of the tree of these entries, computed from them: the next run holds the log against it.</param>
/// <param name="Seen">What the log had shown, and these entries have not passed yet.</param>
internal sealed record AuditPass(long Size, byte[] Root, IReadOnlyList<SeenTree> Seen, EntriesSoFar Entries)
{
    public bool IsSound => Size >= 0 && Root is { Length: Merkle.HashBytes } && Seen is { Count: > 0 }
        && Seen.All(seen => seen is { Origin: not null, Checkpoint: not null, Root.Length: Merkle.HashBytes } && seen.Size >= Size)
        && Entries is { Keys: not null, Streams: not null, Signatures.Uses: not null };
}

/// <summary>What a reader keeps from one audit to the next: the tree of the last that came to its end, and how far the one
/// after it came.</summary>
internal sealed record AuditState(string Origin, long Size, byte[] Root, string Checkpoint) : SeenTree(Origin, Size, Root, Checkpoint)
{
    /// <summary>The entries so far that tell members' keys; what is signed later is checked with them. Null in a state that was
    /// kept before there were any.</summary>
    public IReadOnlyList<string>? KeyEntries { get; init; }

    /// <summary>Null when the last audit came to its end.</summary>
    public AuditPass? Pass { get; init; }

    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The state after an audit that came to its end.</summary>
    public static AuditState Of(LogCheckpoint checkpoint, IReadOnlyList<string> keys) =>
        new(checkpoint.Head.Origin, checkpoint.Size.Value, checkpoint.Head.Root, checkpoint.Note) { KeyEntries = keys };

    /// <summary>The state while no audit has come to its end.</summary>
    public static AuditState Nothing(string origin) => new(origin, 0, Merkle.EmptyRoot, Checkpoint: "") { KeyEntries = [] };

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
            return state is { Origin: not null, Checkpoint: not null, Size: >= 0, Root.Length: Merkle.HashBytes, Pass: null or { IsSound: true } }
                ? state
                : throw new FormatException($"{file} is not the state of an audit.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{file} is not the state of an audit: {fault.Message}", fault);
        }
    }

    /// <summary>Replaces the file as a whole: whatever happens meanwhile, it is the old state or the new one.</summary>
    public Task Save(string file) => DurableFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(this, Form), CancellationToken.None);
}
