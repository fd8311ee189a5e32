using Npgsql;

namespace Projections.Sequencing;

/// <summary>The table journal.outbox: the numbers of the events that have no position yet.</summary>
internal static class Outbox
{
    /// <summary>The lowest numbers there are, ascending.</summary>
    /// <param name="connection">Sees what is committed.</param>
    /// <param name="after">Numbers up to it are left out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<long[]> Read(NpgsqlConnection connection, long after, int limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT array_agg(seq_id) FROM (SELECT seq_id FROM journal.outbox WHERE seq_id > $1 ORDER BY seq_id LIMIT $2) AS page",
            connection)
        {
            Parameters = { new() { Value = after }, new() { Value = limit } },
        };
        return await command.ExecuteScalarAsync(ct) as long[] ?? [];
    }

    /// <summary>Takes exactly these numbers out; by their range, or all of an outbox that holds much more would be read.</summary>
    /// <param name="numbers">Ascending, at least one.</param>
    public static NpgsqlBatchCommand Remove(long[] numbers) =>
        new("DELETE FROM journal.outbox WHERE seq_id BETWEEN $1 AND $2 AND seq_id = ANY ($3)")
        {
            Parameters = { new() { Value = numbers[0] }, new() { Value = numbers[^1] }, new() { Value = numbers } },
        };
}
