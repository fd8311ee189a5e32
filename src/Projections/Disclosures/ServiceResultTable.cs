using Npgsql;

namespace Projections.Disclosures;

/// <summary>The table views.service_result, read, and moved by the differences a page makes.</summary>
internal static class ServiceResultTable
{
    private static readonly string[] Keys = [.. ServiceResultKey.Columns.Select(column => column.Name)];

    private static readonly string[] Names =
    [
        .. Keys, .. ServiceResultCounts.Counts.Select(ServiceResultCounts.ColumnOf), .. ServiceResultCounts.Sums.Select(ServiceResultCounts.ColumnOf),
    ];

    private static readonly string Upsert =
        $"{Insert("views.service_result")} ON CONFLICT ({string.Join(", ", Keys)}) DO UPDATE SET {BuildSums()}";

    /// <summary>The key, then the counts, as <see cref="ReadKey"/> and <see cref="ReadCounts"/> take them.</summary>
    public static string Columns => string.Join(", ", Names);

    /// <summary>Ascending by the UTF-8 bytes of the key.</summary>
    public static string Order => string.Join(", ", Keys.Select(key => $"{key} COLLATE \"C\""));

    public static int FirstCount => Keys.Length;

    public static ServiceResultKey ReadKey(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5));

    /// <summary>Reads the counts and the sums, which stand in their order from column <paramref name="first"/>.</summary>
    public static ServiceResultCounts ReadCounts(NpgsqlDataReader row, int first) => new(
        ServiceResultCounts.Counts.Select((_, i) => row.GetInt64(first + i)),
        ServiceResultCounts.Sums.Select((_, i) => row.GetDecimal(first + ServiceResultCounts.Counts.Count + i)));

    public static async Task Add(
        NpgsqlConnection connection, IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> differences, CancellationToken ct)
    {
        var changed = differences.Where(difference => !difference.Value.IsZero).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        await Run(connection, Upsert, changed, ct);

        // A row that no case counts in any more must go, or a rebuild, which never makes it, would differ.
        await using var sweep = new NpgsqlCommand("DELETE FROM views.service_result WHERE received = 0", connection);
        if (changed.Any(row => row.Value[ResultCount.Received] < 0))
        {
            await sweep.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>SQL that stands for the table after some differences.</summary>
    public static string With(IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> differences, Conditions conditions)
    {
        var keys = string.Join(", ", Keys);
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
        .. ServiceResultKey.Columns.Select(column => rows.Select(row => column.Of(row.Key)).ToArray()),
        .. ServiceResultCounts.Counts.Select(count => rows.Select(row => row.Value[count]).ToArray()),
        .. ServiceResultCounts.Sums.Select(sum => rows.Select(row => row.Value[sum]).ToArray()),
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
