using System.Text;
using Npgsql;

namespace Projections.Streams;

/// <summary>The tables of views whose rows are kept as code and JSON.</summary>
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
            INSERT INTO views.{view.Name} (code, row) SELECT * FROM unnest($1::text[], $2::text[]::{view.StoredAs}[])
            ON CONFLICT (code) DO UPDATE SET row = excluded.row
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = rows.Select(row => row.Code).ToArray() },
                new() { Value = rows.Select(row => Encoding.UTF8.GetString(StreamViewJson.Bytes(row))).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Puts rows in where there are none of their codes, by COPY.</summary>
    /// <param name="schema">That the table is in.</param>
    /// <param name="rows">Each as <see cref="StreamViewJson"/> writes it.</param>
    /// <param name="judgement">Of a <see cref="JudgedView"/>: that the rows are of.</param>
    public static async Task Copy(
        NpgsqlConnection connection, RowView view, IEnumerable<(string Code, ReadOnlyMemory<byte> Row)> rows, CancellationToken ct,
        string schema = "views", Guid? judgement = null)
    {
        await using var copy = await BinaryCopy.Begin(
            connection, $"{schema}.{view.Table}", judgement is null ? "code, row" : "code, row, judgement", ct);
        foreach (var (code, row) in rows)
        {
            await copy.StartRow(ct);
            _ = view.StoredAs == "jsonb" ? copy.Text(code).Jsonb(row.Span) : copy.Text(code).Bytes(row.Span);
            _ = judgement is { } of ? copy.Uuid(of) : copy;
        }

        await copy.Complete(ct);
    }
}
