using System.Text;
using Ledger.Transparency;
using Npgsql;
using Projections.Sequencing;

namespace Projections.Transparency;

/// <summary>An entry as it stands in the public log.</summary>
/// <param name="Body">Its leaf bytes, as text: exactly what was first written.</param>
public sealed record LoggedEntry(PublicEntry Entry, string Body);

/// <summary>Reads the public log. Every function reads within the caller's transaction.</summary>
public static class EntryQuery
{
    /// <summary>SQL: that an entry is of no case; as the index says it in Journal.sql. Only the stream's member is written so.</summary>
    internal const string OfNoCase = "position('\"s\":\"case-'::bytea IN body) = 0";

    private const string Columns = "SELECT body FROM public_log.entry";

    /// <summary>Size and root of the tree as sequencing left it.</summary>
    public static async Task<(TreeSize Size, byte[] Root)> Head(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT size, root FROM public_log.head", connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (new TreeSize(row.GetInt64(0)), row.GetFieldValue<byte[]>(1));
    }

    /// <summary>Size and root of the tree over the first entries.</summary>
    public static async Task<(TreeSize Size, byte[] Root)> HeadAt(NpgsqlConnection connection, long size, CancellationToken ct) =>
        (new TreeSize(size), await TileTable.Root(connection, new TreeSize(size), ct));

    /// <summary>The entries that follow on a position; from the first one when it is null.</summary>
    public static Task<List<LoggedEntry>> After(NpgsqlConnection connection, long? after, int limit, CancellationToken ct)
    {
        var conditions = new Conditions().Add("position > {0}", after ?? -1);
        return Read(conditions.Command($"{Columns} {conditions.Where} ORDER BY position LIMIT {limit}", connection), ct);
    }

    /// <summary>The entries at these positions, in order of position.</summary>
    public static Task<List<LoggedEntry>> At(NpgsqlConnection connection, long[] positions, CancellationToken ct)
    {
        var conditions = new Conditions().Add("position = ANY ({0})", positions);
        return Read(conditions.Command($"{Columns} {conditions.Where} ORDER BY position", connection), ct);
    }

    /// <summary>The events of the entries from a position on, in order of position.</summary>
    internal static async Task<List<Guid>> EventIds(NpgsqlConnection connection, long from, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT event_id FROM public_log.entry WHERE position >= $1 ORDER BY position", connection)
        {
            Parameters = { new() { Value = from } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await rows.ReadAsync(ct))
        {
            ids.Add(rows.GetGuid(0));
        }

        return ids;
    }

    /// <summary>The corrections before a position, the newest first.</summary>
    public static Task<List<LoggedEntry>> Corrections(NpgsqlConnection connection, long before, int limit, CancellationToken ct)
    {
        // Word for word the condition of the index correction_entry.
        var conditions = new Conditions().Add("position < {0}", before).Add("position('\\x2274223a22636f7272656374696f6e2e69737375656422'::bytea IN body) > 0");
        return Read(conditions.Command($"{Columns} {conditions.Where} ORDER BY position DESC LIMIT {limit}", connection), ct);
    }

    /// <summary>What an entry has in it whose stream begins so.</summary>
    internal static byte[] StreamBegins(string prefix) => Encoding.UTF8.GetBytes($"\"s\":\"{prefix}");

    /// <summary>What an entry of a type has in it.</summary>
    internal static byte[] IsOfType(string type) => Encoding.UTF8.GetBytes($"\"t\":\"{type}\"");

    /// <summary>SQL: that an entry has some bytes in it.</summary>
    internal static string Mentions(string placeholder) => $"position({placeholder} IN body) > 0";

    /// <summary>The entry of an event; null when the log has none, or not yet.</summary>
    public static async Task<LoggedEntry?> Find(NpgsqlConnection connection, Guid eventId, CancellationToken ct)
    {
        var conditions = new Conditions().Add("event_id = {0}", eventId);
        return (await Read(conditions.Command($"{Columns} {conditions.Where}", connection), ct)).SingleOrDefault();
    }

    internal static async Task<List<LoggedEntry>> Read(NpgsqlCommand query, CancellationToken ct)
    {
        await using var command = query;
        await using var rows = await command.ExecuteReaderAsync(ct);
        var entries = new List<LoggedEntry>();
        while (await rows.ReadAsync(ct))
        {
            var body = rows.GetFieldValue<byte[]>(0);
            entries.Add(new LoggedEntry(PublicEntry.Parse(body), Encoding.UTF8.GetString(body)));
        }

        return entries;
    }
}
