using Npgsql;

namespace Projections.Disclosures;

/// <summary>The table views.service_result, read, and moved by the differences a page makes.</summary>
internal static class ServiceResultTable
{
    private static readonly (string Name, Func<ServiceResultKey, string> Of)[] Keys =
    [
        ("service_code", key => key.ServiceCode),
        ("service_name", key => key.ServiceName),
        ("platform", key => key.Platform),
        ("region_code", key => key.RegionCode),
        ("month", key => key.Month),
    ];

    private static readonly (string Name, Func<ServiceResultCounts, long> Of)[] Counts =
    [
        ("received", counts => counts.Received),
        ("accepted", counts => counts.Accepted),
        ("declined", counts => counts.Declined),
        ("withdrawn", counts => counts.Withdrawn),
        ("referred", counts => counts.Referred),
        ("delivered", counts => counts.Delivered),
        ("open", counts => counts.Open),
        ("reopened", counts => counts.Reopened),
        ("timed", counts => counts.Timed),
        ("negative_durations", counts => counts.NegativeDurations),
    ];

    private const string Total = "duration_ms_total";

    private static readonly string[] Names = [.. Keys.Select(key => key.Name), .. Counts.Select(count => count.Name), Total];

    private static readonly string Upsert =
        $"{Insert("views.service_result")} ON CONFLICT ({string.Join(", ", Keys.Select(key => key.Name))}) DO UPDATE SET {BuildSums()}";

    /// <summary>The key, then the counts, as <see cref="ReadKey"/> and <see cref="ReadCounts"/> take them.</summary>
    public static string Columns => string.Join(", ", Names);

    /// <summary>Ascending by the UTF-8 bytes of the key.</summary>
    public static string Order => string.Join(", ", Keys.Select(key => $"{key.Name} COLLATE \"C\""));

    public static int FirstCount => Keys.Length;

    public static ServiceResultKey ReadKey(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));

    /// <summary>Reads the counts, which stand in the order of their record from column <paramref name="first"/>.</summary>
    public static ServiceResultCounts ReadCounts(NpgsqlDataReader row, int first) => new(
        Received: row.GetInt64(first),
        Accepted: row.GetInt64(first + 1),
        Declined: row.GetInt64(first + 2),
        Withdrawn: row.GetInt64(first + 3),
        Referred: row.GetInt64(first + 4),
        Delivered: row.GetInt64(first + 5),
        Open: row.GetInt64(first + 6),
        Reopened: row.GetInt64(first + 7),
        Timed: row.GetInt64(first + 8),
        NegativeDurations: row.GetInt64(first + 9),
        DurationMsTotal: row.GetDecimal(first + 10));

    public static async Task Add(
        NpgsqlConnection connection, IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> differences, CancellationToken ct)
    {
        var changed = differences.Where(difference => difference.Value != ServiceResultCounts.Zero).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        await Run(connection, Upsert, changed, ct);

        // A row that no case counts in any more must go, or a rebuild, which never makes it, would differ.
        await using var sweep = new NpgsqlCommand("DELETE FROM views.service_result WHERE received = 0", connection);
        if (changed.Any(row => row.Value.Received < 0))
        {
            await sweep.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>SQL that stands for the table after some differences.</summary>
    public static string With(IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> differences, Conditions conditions)
    {
        var keys = string.Join(", ", Keys.Select(key => key.Name));
        var sums = string.Join(", ", Names.Skip(Keys.Length).Select(name => $"sum({name}) AS {name}"));
        var arrays = string.Join(", ", Arrays([.. differences]).Select(conditions.Parameter));
        return $"""
            (SELECT {keys}, {sums} FROM (
                SELECT {Columns} FROM views.service_result UNION ALL SELECT * FROM unnest({arrays})) AS moved ({Columns})
            GROUP BY {keys} HAVING sum(received) > 0)
            """;
    }

    // A column each, in the order of the names.
    private static IEnumerable<object> Arrays(IReadOnlyCollection<KeyValuePair<ServiceResultKey, ServiceResultCounts>> rows) =>
    [
        .. Keys.Select(key => rows.Select(row => key.Of(row.Key)).ToArray()),
        .. Counts.Select(count => rows.Select(row => count.Of(row.Value)).ToArray()),
        rows.Select(row => row.Value.DurationMsTotal).ToArray(),
    ];

    /// <summary>Writes rows that are not there yet into a table of this form.</summary>
    public static Task Copy(
        NpgsqlConnection connection, string table, IReadOnlyCollection<KeyValuePair<ServiceResultKey, ServiceResultCounts>> rows, CancellationToken ct) =>
        Run(connection, Insert(table), rows, ct);

    private static async Task Run(
        NpgsqlConnection connection, string sql, IReadOnlyCollection<KeyValuePair<ServiceResultKey, ServiceResultCounts>> rows, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(Arrays(rows).Select(values => new NpgsqlParameter { Value = values }).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Insert(string table) =>
        $"INSERT INTO {table} ({Columns}) SELECT * FROM unnest({string.Join(", ", Names.Select((_, i) => $"${i + 1}"))})";

    private static string BuildSums() =>
        string.Join(", ", Names.Skip(Keys.Length).Select(name => $"{name} = service_result.{name} + excluded.{name}"));
}
