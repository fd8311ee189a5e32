using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>An event as it enters the log.</summary>
/// <param name="SeqId">The event's number in the journal.</param>
/// <param name="Bytes">The entry as it is hashed and served.</param>
/// <param name="Hash">32 bytes, or none where no tree is made.</param>
internal readonly record struct Leaf(long SeqId, PublicEntry Entry, byte[] Bytes, byte[] Hash);

/// <summary>Reads the events of a page and makes their leaves: pure, and most of a page's work outside the database, so it goes on
/// on all processors while the rest is still being read.</summary>
/// <param name="size">The log's before the page.</param>
internal sealed class Leaves(TreeSize size, TreeWork tree)
{
    // Half a millisecond's work: whoever waits for a thread, such as the page that is being stored, soon has one.
    private const int PartEvents = 50;

    private sealed record StoredEvent(long SeqId, Guid EventId, string Stream, long Version, string StoredName, byte[] Body);

    /// <param name="numbers">Of the events in the journal, ascending.</param>
    /// <returns>A leaf for each number, in their order.</returns>
    /// <exception cref="SequencerAlarmException">An event is not stored, or cannot be published.</exception>
    public async Task<Leaf[]> Read(NpgsqlConnection connection, long[] numbers, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT seq_id, id, stream_id, version, type, data FROM journal.mt_events WHERE seq_id = ANY ($1) ORDER BY seq_id",
            connection)
        {
            Parameters = { new() { Value = numbers } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var parts = new List<Task<Leaf[]>>();
        var (read, part) = (0, new List<StoredEvent>(PartEvents));
        while (await rows.ReadAsync(ct))
        {
            part.Add(new StoredEvent(
                rows.GetInt64(0), rows.GetGuid(1), rows.GetString(2), rows.GetInt64(3), rows.GetString(4),
                rows.GetFieldValue<byte[]>(5)));
            if (++read % PartEvents == 0 || read == numbers.Length)
            {
                parts.Add(Start(part, size.Value + read - part.Count));
                part = new List<StoredEvent>(PartEvents);
            }
        }

        return read == numbers.Length
            ? [.. (await Task.WhenAll(parts)).SelectMany(leaves => leaves)]
            : throw new SequencerAlarmException($"{numbers.Length - read} outbox rows name events that are not stored");
    }

    private Task<Leaf[]> Start(List<StoredEvent> part, long position) => Task.Run(() =>
    {
        var json = new CanonicalJson();
        return part.Select((stored, i) => Publish(stored, new LeafIndex(position + i), json)).ToArray();
    });

    private Leaf Publish(StoredEvent stored, LeafIndex position, CanonicalJson json)
    {
        LedgerEvent fact;
        try
        {
            fact = StoredEvents.Decode(stored.StoredName, stored.Body);
        }
        catch (UndecodableEventException fault)
        {
            throw new SequencerAlarmException($"event {stored.SeqId} ({stored.EventId}): {fault.Message}", fault);
        }

        var entry = PublicEntries.Of(position, stored.EventId, stored.Stream, new StreamVersion(stored.Version), fact);
        json.Clear();
        entry.WriteTo(json);
        return json.Written.Length <= PublicEntry.LargestBytes
            ? new Leaf(stored.SeqId, entry, json.Written.ToArray(), tree.LeafHash(json.Written))
            : throw new SequencerAlarmException($"event {stored.SeqId}: its public entry is over {PublicEntry.LargestBytes} bytes");
    }
}
