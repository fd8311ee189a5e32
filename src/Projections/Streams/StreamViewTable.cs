using System.Text;
using Ledger.Transparency;
using Npgsql;
using NpgsqlTypes;

namespace Projections.Streams;

/// <summary>The tables of the views of which each row is one stream's: its code and the row as jsonb.</summary>
internal static class StreamViewTable
{
    /// <summary>Takes the entries of a page into every view that is about them; one statement to read and one to write a view.</summary>
    public static async Task Apply(NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, CancellationToken ct)
    {
        foreach (var kind in StreamViewKinds.All)
        {
            var streams = page.Where(kind.IsAbout).GroupBy(kind.CodeOf).ToList();
            if (streams.Count > 0)
            {
                var before = await Load(connection, kind, [.. streams.Select(stream => stream.Key)], ct);
                var after = streams.Select(stream => stream.Aggregate(
                    before.GetValueOrDefault(stream.Key) ?? kind.Begin(stream.Key), static (row, entry) => row.Fold(entry)));
                await Save(connection, kind, [.. after], ct);
            }
        }
    }

    private static async Task<Dictionary<string, StreamView>> Load(
        NpgsqlConnection connection, StreamViewKind kind, string[] codes, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT row::text FROM views.{kind.Name} WHERE code = ANY ($1)", connection)
        {
            Parameters = { new() { Value = codes } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<string, StreamView>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
        {
            var row = Read(kind, rows);
            found.Add(row.Code, row);
        }

        return found;
    }

    private static async Task Save(NpgsqlConnection connection, StreamViewKind kind, StreamView[] rows, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO views.{kind.Name} (code, row) SELECT * FROM unnest($1::text[], $2::jsonb[])
            ON CONFLICT (code) DO UPDATE SET row = excluded.row
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = rows.Select(row => row.Code).ToArray() },
                new() { Value = rows.Select(Written).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>All rows by code, for <see cref="Read"/>.</summary>
    public static string SelectAll(StreamViewKind kind) => $"SELECT row::text FROM views.{kind.Name} ORDER BY code";

    public static StreamView Read(StreamViewKind kind, NpgsqlDataReader row) => StreamViewJson.Read(kind.Row, row.GetString(0));

    private static string Written(StreamView row)
    {
        var json = new CanonicalJson();
        StreamViewJson.Write(json, row);
        return Encoding.UTF8.GetString(json.Written);
    }
}
