using Npgsql;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>A place in a list that has what came last at the head.</summary>
/// <param name="Position">Of the entry by which the item came.</param>
/// <param name="Code">Of the item: of one evaluation there are many findings.</param>
public sealed record NewestPlace(long Position, string Code)
{
    /// <summary>Before everything.</summary>
    public static readonly NewestPlace Head = new(long.MaxValue, "");
}

/// <summary>Reads findings and publications within the caller's transaction, the one that came last at the head.</summary>
public static class NewestRows
{
    /// <param name="connection">Within the caller's transaction.</param>
    /// <param name="after">The place after which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Ends the reading.</param>
    public static Task<List<FindingRow>> Findings(NpgsqlConnection connection, NewestPlace after, int limit, CancellationToken ct) =>
        Read<FindingRow>(connection, "finding_view", "raised", after, limit, ct);

    /// <inheritdoc cref="Findings"/>
    public static Task<List<PublicationRow>> Publications(NpgsqlConnection connection, NewestPlace after, int limit, CancellationToken ct) =>
        Read<PublicationRow>(connection, "publication_view", "published", after, limit, ct);

    private static async Task<List<T>> Read<T>(
        NpgsqlConnection connection, string view, string mark, NewestPlace after, int limit, CancellationToken ct)
        where T : CodedRow
    {
        var position = $"(row->'{mark}'->>'position')::bigint";
        await using var command = new NpgsqlCommand(
            $"""
            SELECT row::text FROM views.{view} WHERE {position} < $1 OR ({position} = $1 AND code > $2)
            ORDER BY {position} DESC, code LIMIT {limit}
            """,
            connection)
        {
            Parameters = { new() { Value = after.Position }, new() { Value = after.Code } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(StreamViewJson.Read<T>(rows.GetString(0)));
        }

        return found;
    }
}
