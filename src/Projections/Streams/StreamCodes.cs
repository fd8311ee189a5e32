using Npgsql;

namespace Projections.Streams;

/// <summary>The codes of all rows of a view, within the caller's transaction.</summary>
public static class StreamCodes
{
    /// <summary>In order.</summary>
    public static async Task<List<string>> All<T>(NpgsqlConnection connection, CancellationToken ct)
        where T : CodedRow
    {
        await using var command = new NpgsqlCommand($"SELECT code FROM views.{RowViews.For<T>().Name} ORDER BY code", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var codes = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            codes.Add(rows.GetString(0));
        }

        return codes;
    }
}
