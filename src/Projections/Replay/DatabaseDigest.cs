using System.Data;
using Npgsql;
using Projections.Cases;
using Projections.Disclosures;
using Projections.Transparency;

namespace Projections.Replay;

/// <summary>The digests of the views as they stand in the database.</summary>
public static class DatabaseDigest
{
    /// <summary>Reads all views in one snapshot, row by row, and the size of the log that they follow from.</summary>
    public static async Task<ViewDigests> Compute(NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

        // A query of the public is short; this one reads everything, once for a size of the log.
        await using (var unlimited = new NpgsqlCommand("SET LOCAL statement_timeout = 0", connection))
        {
            await unlimited.ExecuteNonQueryAsync(ct);
        }

        return new ViewDigests(
            (await EntryQuery.Head(connection, ct)).Size,
            [
                new(ViewDigest.CaseViewName, await OfCases(connection, ct)),
                new(ViewDigest.ServiceResultName, await OfServiceResults(connection, ct)),
            ]);
    }

    private static Task<string> OfCases(NpgsqlConnection connection, CancellationToken ct) => Of(
        connection,
        $"""SELECT {CaseViewTable.Columns} FROM views.case_view ORDER BY case_id COLLATE "C" """,
        (digest, row) => digest.Add(CaseViewTable.Read(row)),
        ct);

    private static Task<string> OfServiceResults(NpgsqlConnection connection, CancellationToken ct) => Of(
        connection,
        $"SELECT {ServiceResultTable.Columns} FROM views.service_result ORDER BY {ServiceResultTable.Order}",
        (digest, row) => digest.Add(ServiceResultTable.ReadKey(row), ServiceResultTable.ReadCounts(row, ServiceResultTable.FirstCount)),
        ct);

    private static async Task<string> Of(
        NpgsqlConnection connection, string query, Action<ViewDigest, NpgsqlDataReader> add, CancellationToken ct)
    {
        using var digest = new ViewDigest();
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            add(digest, rows);
        }

        return digest.Finish();
    }
}
