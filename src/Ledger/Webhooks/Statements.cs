using Npgsql;

namespace Ledger.Webhooks;

/// <summary>Single statements on the tables of webhooks.</summary>
internal static class Statements
{
    /// <returns>How many rows it touched.</returns>
    public static async Task<int> Run(this NpgsqlDataSource source, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = source.Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<List<T>> Read<T>(
        this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> row, CancellationToken ct, params object[] values)
    {
        await using var command = source.Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(row(rows));
        }

        return found;
    }

    private static NpgsqlCommand Command(this NpgsqlDataSource source, string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
