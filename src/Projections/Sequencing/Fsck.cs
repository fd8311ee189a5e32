using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Transparency;

namespace Projections.Sequencing;

/// <summary>One thing that is wrong with the stored ledger.</summary>
/// <param name="Check">Which check found it, a stable code.</param>
/// <param name="Detail">Where, in one sentence; never the body of an event.</param>
public sealed record FsckFault(string Check, string Detail);

/// <param name="Events">Events in the journal.</param>
/// <param name="Waiting">Of these, events that wait in the outbox for their position.</param>
/// <param name="Faults">What is wrong; empty for a sound ledger.</param>
public sealed record FsckReport(long Events, long Entries, long Waiting, IReadOnlyList<FsckFault> Faults);

/// <summary>
/// Proves that the stored ledger is whole: events and positions match one to one, positions have no gap, every stored
/// entry rebuilds to the same bytes from its event, streams have no gap, members' signatures hold, and the database still refuses changes. A mirror
/// has no events; its entries are held against their own form, and have to be alone.
/// </summary>
public static class Fsck
{
    // Beyond these a fault repeats itself; the count tells the rest.
    private const int LargestListed = 100;

    private static readonly (string Table, string[] Triggers)[] Guards =
    [
        ("journal.mt_events", ["fill_outbox", "refuse_change", "refuse_truncate"]),
        ("journal.mt_streams", ["refuse_delete", "refuse_rewrite", "refuse_truncate"]),
        ("public_log.entry", ["refuse_change", "refuse_truncate"]),
        ("public_log.tile", ["refuse_delete", "refuse_rewrite", "refuse_truncate"]),
        ("public_log.checkpoint", ["refuse_change", "refuse_truncate"]),
        ("public_log.signed_checkpoint", ["refuse_change", "refuse_truncate"]),
        ("published.checkpoint", ["refuse_change", "refuse_truncate"]),
    ];

    private static readonly (string Check, string Sql)[] Counts =
    [
        ("EVENT-WITHOUT-ENTRY",
            """
            SELECT 'event ' || e.seq_id || ' has neither a position nor an outbox row' FROM journal.mt_events e
            LEFT JOIN public_log.entry p ON p.seq_id = e.seq_id LEFT JOIN journal.outbox o ON o.seq_id = e.seq_id
            WHERE p.seq_id IS NULL AND o.seq_id IS NULL
            """),
        ("ENTRY-WAITING",
            """
            SELECT 'event ' || o.seq_id || ' has a position and still waits in the outbox'
            FROM journal.outbox o JOIN public_log.entry p ON p.seq_id = o.seq_id
            """),
        ("EVENT-ID-REPEATED",
            "SELECT 'event id ' || id || ' is stored ' || count(*) || ' times' FROM journal.mt_events GROUP BY id HAVING count(*) > 1"),
        ("STREAM-VERSION",
            """
            SELECT 'stream ' || s.id || ' is at version ' || s.version || ' and has ' || count(e.seq_id) || ' events up to '
                || coalesce(max(e.version), 0)
            FROM journal.mt_streams s LEFT JOIN journal.mt_events e ON e.stream_id = s.id
            GROUP BY s.id, s.version HAVING count(e.seq_id) <> s.version OR coalesce(max(e.version), 0) <> s.version
            """),
        ("HEAD",
            """
            SELECT 'the head says ' || h.size || ' entries and there are ' || e.found FROM public_log.head h,
            (SELECT count(*) AS found FROM public_log.entry) e WHERE h.size <> e.found
            """),
    ];

    /// <summary>Checks everything, in one snapshot, so that the service can go on meanwhile.</summary>
    /// <param name="administrator">A login that may read every table and pg_trigger.</param>
    /// <param name="progress">Hears how many entries have been rebuilt.</param>
    /// <param name="ct">Ends the check.</param>
    public static async Task<FsckReport> Check(NpgsqlDataSource administrator, IProgress<long> progress, CancellationToken ct)
    {
        await using var connection = await administrator.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var faults = new List<FsckFault>();
        var isMirror = await Mirror.Policy(connection, ct) is not null;
        faults.AddRange(await CheckGuards(connection, isMirror ? [.. Guards, FsckMirror.Guard] : Guards, ct));
        foreach (var (check, sql) in isMirror ? [.. Counts, ("EVENT-IN-MIRROR", FsckMirror.Events)] : Counts)
        {
            await foreach (var detail in Lines(connection, $"{sql} LIMIT {LargestListed}", ct))
            {
                faults.Add(new FsckFault(check, detail));
            }
        }

        await CheckEntries(connection, isMirror ? FsckMirror.Check : Compare, faults, progress, ct);
        await foreach (var fault in FsckTree.Check(connection, ct))
        {
            Add(faults, fault.Check, fault.Detail);
        }

        return new FsckReport(
            await Count(connection, "journal.mt_events", ct),
            await Count(connection, "public_log.entry", ct),
            await Count(connection, "journal.outbox", ct),
            faults);
    }

    private static async Task<List<FsckFault>> CheckGuards(
        NpgsqlConnection connection, IEnumerable<(string Table, string[] Triggers)> guards, CancellationToken ct)
    {
        var faults = new List<FsckFault>();
        foreach (var (table, triggers) in guards)
        {
            var always = new HashSet<string>();
            await foreach (var name in Lines(
                connection, $"SELECT tgname FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND tgenabled = 'A'", ct))
            {
                always.Add(name);
            }

            faults.AddRange(triggers.Where(name => !always.Contains(name)).Select(name => new FsckFault(
                "GUARD", $"trigger {name} on {table} is missing or disabled: rows can be changed behind the ledger's back")));
        }

        return faults;
    }

    private static async Task CheckEntries(
        NpgsqlConnection connection, Func<NpgsqlDataReader, CanonicalJson, FsckFault?> compare, List<FsckFault> faults, IProgress<long> progress, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT p.position, p.event_id, p.body, e.id, e.stream_id, e.version, e.type, e.data
            FROM public_log.entry p LEFT JOIN journal.mt_events e ON e.seq_id = p.seq_id ORDER BY p.position
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var json = new CanonicalJson();
        var signatures = new FsckSignatures();
        var expected = 0L;
        while (await rows.ReadAsync(ct))
        {
            var position = rows.GetInt64(0);
            if (position != expected)
            {
                Add(faults, "GAP", $"position {expected} is missing; the next is {position}");
            }

            expected = position + 1;
            if ((compare(rows, json) ?? signatures.Check(rows)) is { } fault)
            {
                Add(faults, fault.Check, fault.Detail);
            }

            if (expected % 10_000 == 0)
            {
                progress.Report(expected);
            }
        }
    }

    private static FsckFault? Compare(NpgsqlDataReader row, CanonicalJson json)
    {
        var position = row.GetInt64(0);
        if (row.IsDBNull(3) || row.GetGuid(3) != row.GetGuid(1))
        {
            return new FsckFault("ENTRY-WITHOUT-EVENT", $"position {position} names an event that is not stored");
        }

        json.Clear();
        try
        {
            PublicEntries.Of(
                new LeafIndex(position), row.GetGuid(3), row.GetString(4), new StreamVersion(row.GetInt64(5)),
                StoredEvents.Decode(row.GetString(6), row.GetFieldValue<byte[]>(7))).WriteTo(json);
        }
        catch (UndecodableEventException fault)
        {
            return new FsckFault("UNDECODABLE", $"position {position}: {fault.Message}");
        }

        var stored = row.GetFieldValue<byte[]>(2);
        var differs = json.Written.CommonPrefixLength(stored);
        return differs == stored.Length && differs == json.Written.Length
            ? null
            : new FsckFault("ENTRY-BYTES", $"position {position}: the stored entry differs from its event at byte {differs}");
    }

    private static void Add(List<FsckFault> faults, string check, string detail)
    {
        if (faults.Count(fault => fault.Check == check) < LargestListed)
        {
            faults.Add(new FsckFault(check, detail));
        }
    }

    private static async IAsyncEnumerable<string> Lines(
        NpgsqlConnection connection, string sql, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            yield return rows.GetString(0);
        }
    }

    private static async Task<long> Count(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
