using Npgsql;
using NpgsqlTypes;

namespace Projections.Streams;

/// <summary>The tables of views whose rows are kept as code and jsonb.</summary>
internal static class RowTable
{
    /// <summary>All rows by code, for <see cref="Read"/>.</summary>
    public static string SelectAll(RowView view) => $"SELECT row::text FROM views.{view.Name} ORDER BY code";

    public static CodedRow Read(RowView view, NpgsqlDataReader row) => StreamViewJson.Read(view.Row, row.GetString(0));

    /// <summary>Puts rows in, or in the place of those of the same code.</summary>
    public static async Task Save(NpgsqlConnection connection, RowView view, IReadOnlyCollection<CodedRow> rows, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO views.{view.Name} (code, row) SELECT * FROM unnest($1::text[], $2::jsonb[])
            ON CONFLICT (code) DO UPDATE SET row = excluded.row
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = rows.Select(row => row.Code).ToArray() },
                new() { Value = rows.Select(StreamViewJson.Text).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
