using Ledger.Cases;

namespace PublicApi.Imports;

/// <summary>Why a record was not taken. The reason never quotes free text of the record.</summary>
/// <param name="Record">Counted from 1 in its file; 0 is the file itself or its header.</param>
/// <param name="Field">Column or member as the file names it, or one of the two constants.</param>
internal sealed record Refusal(string File, long Record, string Field, string Reason)
{
    public const string WholeFile = "file";
    public const string WholeRecord = "record";
}

/// <summary>What a reader makes of one record: the account it gives, or the reason why it gives none.</summary>
internal readonly record struct SourceRecord(RecordSourceAccount? Account, Refusal? Refusal)
{
    public static implicit operator SourceRecord(RecordSourceAccount account) => new(account, null);

    public static implicit operator SourceRecord(Refusal refusal) => new(null, refusal);
}

/// <summary>Reads the records of one file in order. A refusal of record 0 or of malformed input is the last item.</summary>
internal delegate IAsyncEnumerable<SourceRecord> ReadSource(SourceFile file, CancellationToken ct);

/// <summary>Under which names the records of a run are taken.</summary>
/// <param name="System">Name of the source system; with the record's id it identifies the case.</param>
/// <param name="Node">Code of the platform in whose name the records are taken.</param>
/// <param name="RegionCode">For records that do not state a region.</param>
internal sealed record SourceNames(string System, string Node, string RegionCode)
{
    /// <summary>Six zeros in the form of GB/T 2260, which assigns them to no place.</summary>
    public const string RegionNotStated = "000000";
}

/// <summary>Remembers the first thing that is wrong with a record, so that its fields can be read in a straight line.</summary>
internal sealed class FirstFault
{
    public string? Field { get; private set; }

    public string Reason { get; private set; } = "";

    public void Note(string field, string reason)
    {
        if (Field is null)
        {
            (Field, Reason) = (field, reason);
        }
    }

    public Refusal ToRefusal(string file, long record) => new(file, record, Field!, Reason);
}
