using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>An event as it enters the log.</summary>
/// <param name="SeqId">The event's number in the journal.</param>
/// <param name="Bytes">The entry as it is hashed and served.</param>
/// <param name="Hash">32 bytes, or none where no tree is made.</param>
internal readonly record struct Leaf(long SeqId, PublicEntry Entry, ReadOnlyMemory<byte> Bytes, byte[] Hash);

/// <summary>Reads the events of a page and makes their leaves, each as it is read: nothing of an event is kept but its leaf.</summary>
/// <param name="size">The log's before the page.</param>
internal sealed class Leaves(TreeSize size, TreeWork tree)
{
    private const int BodyColumn = 5;

    private readonly CanonicalJson json = new();
    private readonly ByteBlocks blocks = new();
    private byte[] body = new byte[4_096];

    /// <param name="numbers">Of the events in the journal, ascending.</param>
    /// <returns>A leaf for each number, in their order.</returns>
    /// <exception cref="SequencerAlarmException">An event is not stored, or cannot be published.</exception>
    public async Task<Leaf[]> Read(NpgsqlConnection connection, long[] numbers, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT seq_id, id, stream_id, version, type, data::text FROM journal.mt_events WHERE seq_id = ANY ($1) ORDER BY seq_id",
            connection)
        {
            Parameters = { new() { Value = numbers } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var leaves = new Leaf[numbers.Length];
        var read = 0;
        while (await rows.ReadAsync(ct))
        {
            leaves[read] = Publish(rows, new LeafIndex(size.Value + read));
            read++;
        }

        return read == numbers.Length
            ? leaves
            : throw new SequencerAlarmException($"{numbers.Length - read} outbox rows name events that are not stored");
    }

    private Leaf Publish(NpgsqlDataReader row, LeafIndex position)
    {
        var (seqId, eventId) = (row.GetInt64(0), row.GetGuid(1));
        var entry = PublicEntries.Of(position, eventId, row.GetString(2), new StreamVersion(row.GetInt64(3)), Decode(row, seqId, eventId));
        json.Clear();
        entry.WriteTo(json);
        return json.Written.Length <= PublicEntry.LargestBytes
            ? new Leaf(seqId, entry, blocks.Keep(json.Written), tree.LeafHash(json.Written))
            : throw new SequencerAlarmException($"event {seqId}: its public entry is over {PublicEntry.LargestBytes} bytes");
    }

    private LedgerEvent Decode(NpgsqlDataReader row, long seqId, Guid eventId)
    {
        try
        {
            return StoredEvents.Decode(row.GetString(4), ReadBody(row));
        }
        catch (UndecodableEventException fault)
        {
            throw new SequencerAlarmException($"event {seqId} ({eventId}): {fault.Message}", fault);
        }
    }

    private ReadOnlySpan<byte> ReadBody(NpgsqlDataReader row)
    {
        var length = (int)row.GetBytes(BodyColumn, 0, null, 0, 0);
        if (length > body.Length)
        {
            body = new byte[2 * length];
        }

        row.GetBytes(BodyColumn, 0, body, 0, length);
        return body.AsSpan(0, length);
    }
}
