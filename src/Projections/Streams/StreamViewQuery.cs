using Ledger.Transparency;
using Npgsql;
using Projections.Past;

namespace Projections.Streams;

/// <summary>Reads the views of the registry and the catalogue within the caller's transaction, in order of code.</summary>
internal static class StreamViewQuery
{
    /// <summary>The time at which the newest entry was recorded: what "now" is for an answer that follows from the log alone.</summary>
    /// <param name="size">Of the first so many entries; null for all.</param>
    /// <returns>Null while there is none.</returns>
    public static async Task<DateTimeOffset?> NewestTime(NpgsqlConnection connection, long? size, CancellationToken ct)
    {
        var conditions = new Conditions().Add("position < {0}", size);
        await using var command = conditions.Command(
            $"SELECT body FROM public_log.entry {conditions.Where} ORDER BY position DESC LIMIT 1", connection);
        return await command.ExecuteScalarAsync(ct) is byte[] body ? PublicEntry.Parse(body).RecordedAt : null;
    }

    /// <summary>Everything.</summary>
    public static Window<string> All => new(null, null, int.MaxValue);

    /// <summary>The rows that meet the conditions and stand in a window of the codes.</summary>
    public static async Task<List<T>> Page<T>(ViewSource source, Conditions conditions, Window<string> window, CancellationToken ct)
        where T : CodedRow
    {
        var table = source.Rows<T>(conditions);
        var order = conditions.Within(window, ["code"], code => [code]);
        await using var rows = await source.Read($"SELECT row::text FROM {table} AS found {conditions.Where} {order}", conditions, ct);
        var page = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            page.Add(StreamViewJson.Read<T>(rows.GetString(0)));
        }

        return page;
    }

    /// <summary>The rows of some codes.</summary>
    public static Task<List<T>> Find<T>(ViewSource source, string[] codes, CancellationToken ct)
        where T : CodedRow => Page<T>(source, new Conditions().Add("code = ANY ({0})", codes), All, ct);

    /// <summary>How many rows meet the conditions.</summary>
    public static Task<long> Count<T>(ViewSource source, Conditions conditions, CancellationToken ct)
        where T : CodedRow =>
        source.Count($"SELECT count(*) FROM {source.Rows<T>(conditions)} AS found {conditions.Where}", conditions, ct);

    /// <summary>SQL: what a list of changes of status says at an instant; as <see cref="StatusChanges.At"/> does.</summary>
    /// <param name="list">Member of the row.</param>
    /// <param name="instant">Placeholder of an instant in its written form.</param>
    /// <param name="initial">What holds before the first change.</param>
    public static string StatusAt(string list, string instant, string initial) =>
        $"""
        coalesce((SELECT change->>'status' FROM jsonb_array_elements(row->'{list}') WITH ORDINALITY AS changes (change, number)
            WHERE (change->>'effective_from') COLLATE "C" <= {instant} ORDER BY number DESC LIMIT 1), '{initial}')
        """;

    /// <summary>What all codes (GB/T 2260) of a region and of what lies in it begin with: 510100 gives 5101.</summary>
    public static string? PrefixOf(string? region) => region switch
    {
        null => null,
        _ when region.Length == 6 && region.EndsWith("0000", StringComparison.Ordinal) => region[..2],
        _ when region.Length == 6 && region.EndsWith("00", StringComparison.Ordinal) => region[..4],
        _ => region,
    };
}
