using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>Reads the events of a page and makes their leaves, each as it is read: nothing of an event is kept but its leaf.</summary>
/// <param name="size">The log's before the page.</param>
internal sealed class Leaves(TreeSize size, TreeWork tree)
{
    private readonly CanonicalJson json = new();
    private byte[] column = new byte[4_096];

    /// <param name="numbers">Of the events in the journal, ascending.</param>
    /// <returns>A leaf for each number, in their order.</returns>
    /// <exception cref="SequencerAlarmException">An event is not stored, or cannot be published.</exception>
    public async Task<LeafPage> Read(NpgsqlConnection connection, long[] numbers, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT seq_id, id, stream_id, version, type, data::text FROM journal.mt_events WHERE seq_id = ANY ($1) ORDER BY seq_id",
            connection)
        {
            Parameters = { new() { Value = numbers } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var page = new LeafPage(numbers);
        var read = 0;
        while (await rows.ReadAsync(ct))
        {
            Publish(rows, page, read++);
        }

        if (read < numbers.Length)
        {
            throw new SequencerAlarmException($"{numbers.Length - read} outbox rows name events that are not stored");
        }

        page.RootsOfFull = tree.RootsOfFull?.Invoke(size, page.Hashes);
        return page;
    }

    private void Publish(NpgsqlDataReader row, LeafPage page, int place)
    {
        var (seqId, eventId) = (row.GetInt64(0), row.GetGuid(1));
        var (stream, version) = (row.GetString(2), new StreamVersion(row.GetInt64(3)));
        var entry = PublicEntries.Of(new LeafIndex(size.Value + place), eventId, stream, version, Decode(row, seqId, eventId));
        json.Clear();
        entry.WriteTo(json);
        if (json.Written.Length > PublicEntry.LargestBytes)
        {
            throw new SequencerAlarmException($"event {seqId}: its public entry is over {PublicEntry.LargestBytes} bytes");
        }

        page.Put(place, entry, json.Written, tree.LeafHash(json.Written));
    }

    private LedgerEvent Decode(NpgsqlDataReader row, long seqId, Guid eventId)
    {
        try
        {
            return StoredEvents.Decode(row.GetString(4), Utf8(row, 5));
        }
        catch (UndecodableEventException fault)
        {
            throw new SequencerAlarmException($"event {seqId} ({eventId}): {fault.Message}", fault);
        }
    }

    // Good until the next column is read.
    private ReadOnlySpan<byte> Utf8(NpgsqlDataReader row, int ordinal)
    {
        var length = (int)row.GetBytes(ordinal, 0, null, 0, 0);
        if (length > column.Length)
        {
            column = new byte[2 * length];
        }

        row.GetBytes(ordinal, 0, column, 0, length);
        return column.AsSpan(0, length);
    }
}
