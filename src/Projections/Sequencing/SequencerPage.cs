using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Rebuild;
using Projections.Verdicts;

namespace Projections.Sequencing;

/// <summary>
/// One page of sequencing: outbox rows become public entries with the next positions, and the views move with them, in
/// one transaction. A crash before its commit leaves everything as it was, outbox rows included; one after it leaves
/// nothing to repair.
/// </summary>
internal static class SequencerPage
{
    private sealed record StoredEvent(long SeqId, Guid EventId, string Stream, long Version, string StoredName, byte[] Body);

    private readonly record struct Leaf(PublicEntry Entry, byte[] Bytes, byte[] Hash);

    /// <summary>Sequences up to <paramref name="limit"/> events.</summary>
    /// <param name="connection">The connection that holds the sequencer's lock.</param>
    /// <param name="limit">How many events a page has at most.</param>
    /// <param name="facts">What months are judged from.</param>
    /// <param name="ct">Ends the page before its commit.</param>
    /// <returns>How many events were sequenced; 0 when there was none.</returns>
    /// <exception cref="SequencerAlarmException">An event cannot be published. Nothing of the page is.</exception>
    public static Task<int> Run(NpgsqlConnection connection, int limit, FactsCache facts, CancellationToken ct) =>
        Run(connection, limit, facts, TreeWork.Full, ct);

    /// <param name="tree">What is done for the tree; another than all of it only where its cost is measured.</param>
    internal static async Task<int> Run(NpgsqlConnection connection, int limit, FactsCache facts, TreeWork tree, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var numbers = await ReadOutbox(connection, limit, ct);
        if (numbers.Length == 0)
        {
            return 0;
        }

        var events = await ReadEvents(connection, numbers, ct);
        var size = await ReadSize(connection, ct);
        var leaves = Publish(events, size, tree);
        var entries = leaves.Select(leaf => leaf.Entry).ToList();
        CrashPoint.Pass("page-read");

        await EntryTable.Save(connection, leaves.Select((leaf, i) => (leaf.Entry, events[i].SeqId, leaf.Bytes)), ct);
        CrashPoint.Pass("entries-stored");
        var root = await tree.Append(connection, size, [.. leaves.Select(leaf => leaf.Hash)], ct);
        CrashPoint.Pass("tree-stored");
        await ApplyViews(connection, entries, facts, ct);
        CrashPoint.Pass("views-stored");
        await Finish(connection, numbers, new TreeSize(size.Value + entries.Count), root, ct);
        CrashPoint.Pass("head-stored");
        await transaction.CommitAsync(CancellationToken.None);
        CrashPoint.Pass("page-committed");
        return entries.Count;
    }

    // Pure, and most of a page's work outside the database; so on all processors.
    private static Leaf[] Publish(List<StoredEvent> events, TreeSize size, TreeWork tree)
    {
        var leaves = new Leaf[events.Count];
        try
        {
            Parallel.ForEach(Partitioner.Create(0, events.Count), range =>
            {
                var json = new CanonicalJson();
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    leaves[i] = Publish(events[i], new LeafIndex(size.Value + i), json, tree);
                }
            });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        return leaves;
    }

    private static Leaf Publish(StoredEvent stored, LeafIndex position, CanonicalJson json, TreeWork tree)
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
            ? new Leaf(entry, json.Written.ToArray(), tree.LeafHash(json.Written))
            : throw new SequencerAlarmException($"event {stored.SeqId}: its public entry is over {PublicEntry.LargestBytes} bytes");
    }

    private static async Task ApplyViews(NpgsqlConnection connection, List<PublicEntry> entries, FactsCache facts, CancellationToken ct)
    {
        try
        {
            await ViewFold.Apply(connection, entries, facts, ct);
        }
        catch (FormatException fault)
        {
            throw new SequencerAlarmException($"the views cannot take the entries from {entries[0].Position}: {fault.Message}", fault);
        }
    }

    private static async Task<long[]> ReadOutbox(NpgsqlConnection connection, int limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT array_agg(seq_id) FROM (SELECT seq_id FROM journal.outbox ORDER BY seq_id LIMIT $1) AS page", connection)
        {
            Parameters = { new() { Value = limit } },
        };
        return await command.ExecuteScalarAsync(ct) as long[] ?? [];
    }

    private static async Task<List<StoredEvent>> ReadEvents(NpgsqlConnection connection, long[] numbers, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT seq_id, id, stream_id, version, type, data FROM journal.mt_events WHERE seq_id = ANY ($1) ORDER BY seq_id",
            connection)
        {
            Parameters = { new() { Value = numbers } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var events = new List<StoredEvent>(numbers.Length);
        while (await rows.ReadAsync(ct))
        {
            events.Add(new StoredEvent(
                rows.GetInt64(0), rows.GetGuid(1), rows.GetString(2), rows.GetInt64(3), rows.GetString(4),
                rows.GetFieldValue<byte[]>(5)));
        }

        return events.Count == numbers.Length
            ? events
            : throw new SequencerAlarmException($"{numbers.Length - events.Count} outbox rows name events that are not stored");
    }

    // The head is locked to the commit, before any view is touched: a rebuild puts its views in place between two pages.
    private static async Task<TreeSize> ReadSize(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT size FROM public_log.head FOR UPDATE", connection);
        var size = new TreeSize((long)(await command.ExecuteScalarAsync(ct))!);
        return await ViewSchema.IsCurrent(connection, ct)
            ? size
            : throw new SequencerAlarmException("the views were made by other folds than this program's; ledger migrate makes them anew");
    }

    private static async Task Finish(
        NpgsqlConnection connection, long[] numbers, TreeSize size, byte[] root, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("DELETE FROM journal.outbox WHERE seq_id = ANY ($1)") { Parameters = { new() { Value = numbers } } },
                new("UPDATE public_log.head SET size = $1, root = $2")
                {
                    Parameters = { new() { Value = size.Value }, new() { Value = root } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }
}
