using Ledger.Transparency;
using Npgsql;

namespace Projections.Past;

/// <summary>Which size the log had at an instant.</summary>
public static class PastSizes
{
    /// <summary>
    /// A size whose last entry was recorded by the instant and whose next one was not. Looked for by steps that do not depend
    /// on how long the log is, so that a past instant keeps its size while the log grows.
    /// </summary>
    public static async Task<long> At(NpgsqlConnection connection, DateTimeOffset instant, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH RECURSIVE search (size, step) AS (
                SELECT 0::bigint, 1::bigint << 40
                UNION ALL
                SELECT CASE WHEN coalesce((
                        SELECT (convert_from(body, 'UTF8')::jsonb->>'rec') COLLATE "C" <= $1
                        FROM public_log.entry WHERE position = size + step - 1), false) THEN size + step ELSE size END,
                    step >> 1
                FROM search WHERE step > 0)
            SELECT max(size) FROM search
            """,
            connection)
        {
            Parameters = { new() { Value = Instants.Write(instant) } },
        };
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
