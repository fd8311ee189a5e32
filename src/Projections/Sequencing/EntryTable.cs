using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>The table public_log.entry.</summary>
internal static class EntryTable
{
    /// <inheritdoc cref="Save(NpgsqlConnection, IEnumerable{Leaf}, CancellationToken)"/>
    public static Task Save(
        NpgsqlConnection connection, IEnumerable<(PublicEntry Entry, long SeqId, byte[] Bytes)> entries, CancellationToken ct) =>
        Save(connection, entries.Select(entry => new Leaf(entry.SeqId, entry.Entry, entry.Bytes, Hash: [])), ct);

    /// <summary>Appends entries, by COPY.</summary>
    /// <param name="connection">With a transaction open.</param>
    /// <param name="leaves">The entries, with the numbers of their events in the journal.</param>
    /// <param name="ct">Ends the copy before it is complete: nothing is appended then.</param>
    public static async Task Save(NpgsqlConnection connection, IEnumerable<Leaf> leaves, CancellationToken ct)
    {
        await using var copy = await BinaryCopy.Begin(connection, "public_log.entry", "position, event_id, seq_id, body", ct);
        foreach (var leaf in leaves)
        {
            await copy.StartRow(ct);
            copy.Bigint(leaf.Entry.Position.Value).Uuid(leaf.Entry.EventId).Bigint(leaf.SeqId).Bytes(leaf.Bytes.Span);
        }

        await copy.Complete(ct);
    }
}
