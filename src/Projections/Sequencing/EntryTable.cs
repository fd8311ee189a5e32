using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>The table public_log.entry.</summary>
internal static class EntryTable
{
    /// <inheritdoc cref="Save(NpgsqlConnection, IEnumerable{ValueTuple{PublicEntry, long, ReadOnlyMemory{byte}}}, CancellationToken)"/>
    public static Task Save(
        NpgsqlConnection connection, IEnumerable<(PublicEntry Entry, long SeqId, byte[] Bytes)> entries, CancellationToken ct) =>
        Save(connection, entries.Select(entry => (entry.Entry, entry.SeqId, (ReadOnlyMemory<byte>)entry.Bytes)), ct);

    /// <summary>Appends entries, by COPY.</summary>
    /// <param name="connection">With a transaction open.</param>
    /// <param name="entries">Each with the number of its event in the journal and its leaf bytes.</param>
    /// <param name="ct">Ends the copy before it is complete: nothing is appended then.</param>
    public static async Task Save(
        NpgsqlConnection connection, IEnumerable<(PublicEntry Entry, long SeqId, ReadOnlyMemory<byte> Bytes)> entries, CancellationToken ct)
    {
        await using var copy = await BinaryCopy.Begin(connection, "public_log.entry", "position, event_id, seq_id, body", ct);
        foreach (var (entry, seqId, bytes) in entries)
        {
            await copy.StartRow(ct);
            copy.Bigint(entry.Position.Value).Uuid(entry.EventId).Bigint(seqId).Bytes(bytes.Span);
        }

        await copy.Complete(ct);
    }
}
