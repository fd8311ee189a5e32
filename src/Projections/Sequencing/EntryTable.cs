using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>The table public_log.entry.</summary>
internal static class EntryTable
{
    /// <summary>Appends entries, by COPY.</summary>
    /// <param name="connection">With a transaction open.</param>
    /// <param name="entries">Each with the number of its event in the journal and its leaf bytes.</param>
    /// <param name="ct">Ends the copy before it is complete: nothing is appended then.</param>
    public static async Task Save(
        NpgsqlConnection connection, IEnumerable<(PublicEntry Entry, long SeqId, byte[] Bytes)> entries, CancellationToken ct)
    {
        await using var copy = await BinaryCopy.Begin(connection, "public_log.entry", "position, event_id, seq_id, body", ct);
        foreach (var (entry, seqId, bytes) in entries)
        {
            await copy.StartRow(ct);
            copy.Bigint(entry.Position.Value).Uuid(entry.EventId).Bigint(seqId).Bytes(bytes);
        }

        await copy.Complete(ct);
    }
}
