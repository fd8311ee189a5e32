using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>What fsck holds a mirror's entries against: there are no events, so their own form and the guard against events.</summary>
internal static class FsckMirror
{
    /// <summary>One row, the guard that makes the ledger refuse events; to be there and enabled always.</summary>
    public static readonly (string Table, string[] Triggers) Guard = ("journal.mt_events", ["refuse_events"]);

    public const string Events = "SELECT 'event ' || seq_id || ' stands in a mirror, which takes none' FROM journal.mt_events";

    /// <param name="row">position, event_id, body.</param>
    public static FsckFault? Check(NpgsqlDataReader row, CanonicalJson json)
    {
        var position = row.GetInt64(0);
        var stored = row.GetFieldValue<byte[]>(2);
        try
        {
            var entry = PublicEntry.Parse(stored);
            json.Clear();
            entry.WriteTo(json);
            return !json.Written.SequenceEqual(stored) ? new FsckFault("ENTRY-BYTES", $"position {position}: the entry is not in its canonical form")
                : entry.Position.Value != position || entry.EventId != row.GetGuid(1)
                    ? new FsckFault("ENTRY-BYTES", $"position {position}: the entry says another position or event id")
                : EntrySchema.WhyWrong(entry) is { } reason ? new FsckFault("ENTRY-BYTES", $"position {position}: the entry {reason}")
                : null;
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException)
        {
            return new FsckFault("ENTRY-BYTES", $"position {position}: these bytes are no public entry");
        }
    }
}
