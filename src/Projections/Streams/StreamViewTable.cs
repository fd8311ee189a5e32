using Ledger.Transparency;
using Npgsql;

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
                await RowTable.Save(connection, kind, [.. after], ct);
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
            var row = (StreamView)RowTable.Read(kind, rows);
            found.Add(row.Code, row);
        }

        return found;
    }
}
