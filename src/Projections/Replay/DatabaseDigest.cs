using Ledger.Transparency;
using Npgsql;
using Projections.Cases;
using Projections.Disclosures;
using Projections.Rebuild;
using Projections.Streams;
using Projections.Transparency;

namespace Projections.Replay;

/// <summary>The digests of the views as they stand in the database, and the rows that they are the digests of.</summary>
public static class DatabaseDigest
{
    // Rows are handed on in pieces of this size, so that a view of any size takes no memory.
    private const int PieceBytes = 64 * 1024;

    /// <summary>Reads all views in one snapshot, row by row, and the size of the log that they follow from.</summary>
    public static async Task<ViewDigests> Compute(NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        await using var snapshot = await ViewSchema.BeginReading(connection, ct);

        return await Compute(connection, ct);
    }

    /// <summary>The same within the caller's snapshot.</summary>
    /// <param name="connection">With a transaction of one snapshot open.</param>
    public static async Task<ViewDigests> Compute(NpgsqlConnection connection, CancellationToken ct)
    {
        // A query of the public is short; this one reads everything, once for a size of the log.
        await using (var unlimited = new NpgsqlCommand("SET LOCAL statement_timeout = 0", connection))
        {
            await unlimited.ExecuteNonQueryAsync(ct);
        }

        var digests = new List<KeyValuePair<string, string>>();
        foreach (var view in ViewDigest.Names)
        {
            digests.Add(new(view, await Of(connection, view, output: null, ct)));
        }

        return new ViewDigests((await EntryQuery.Head(connection, ct)).Size, digests);
    }

    /// <summary>Writes a view's rows as lines of JSON, in the order and form of its digest, all of one snapshot.</summary>
    /// <param name="view">One of <see cref="ViewDigest.Names"/>.</param>
    /// <param name="begin">Hears the size of the log that the rows follow from, and gives where to write.</param>
    /// <param name="longest">How long the reading may take, as the receiver may be slow.</param>
    public static async Task WriteRows(NpgsqlDataSource reader, string view, Func<TreeSize, Stream> begin, TimeSpan longest, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        await using var snapshot = await ViewSchema.BeginReading(connection, ct);
        await using (var limit = new NpgsqlCommand($"SET LOCAL statement_timeout = {(int)longest.TotalMilliseconds}", connection))
        {
            await limit.ExecuteNonQueryAsync(ct);
        }

        var output = begin((await EntryQuery.Head(connection, ct)).Size);
        await Of(connection, view, output, ct);
    }

    private static Task<string> Of(NpgsqlConnection connection, string view, Stream? output, CancellationToken ct) => view switch
    {
        ViewDigest.CaseViewName => OfCases(connection, output, ct),
        ViewDigest.ServiceResultName => OfServiceResults(connection, output, ct),
        _ => OfRows(connection, RowViews.All.Single(one => one.Name == view), output, ct),
    };

    private static Task<string> OfCases(NpgsqlConnection connection, Stream? output, CancellationToken ct) => Of(
        connection,
        $"""SELECT {CaseViewTable.Columns} FROM views.case_view ORDER BY case_id COLLATE "C" """,
        (digest, row) => digest.Add(CaseViewTable.Read(row)),
        output,
        ct);

    private static Task<string> OfServiceResults(NpgsqlConnection connection, Stream? output, CancellationToken ct) => Of(
        connection,
        $"SELECT {ServiceResultTable.Columns} FROM views.service_result ORDER BY {ServiceResultTable.Order}",
        (digest, row) => digest.Add(ServiceResultTable.ReadKey(row), ServiceResultTable.ReadCounts(row, ServiceResultTable.FirstCount)),
        output,
        ct);

    private static Task<string> OfRows(NpgsqlConnection connection, RowView view, Stream? output, CancellationToken ct) => Of(
        connection, RowTable.SelectAll(view), (digest, row) => digest.Add(RowTable.Read(view, row)), output, ct);

    private static async Task<string> Of(
        NpgsqlConnection connection, string query, Action<ViewDigest, NpgsqlDataReader> add, Stream? output, CancellationToken ct)
    {
        using var piece = output is null ? null : new MemoryStream();
        using var digest = new ViewDigest(piece);
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            add(digest, rows);
            if (piece?.Length >= PieceBytes)
            {
                await HandOn(piece, output!, ct);
            }
        }

        await (piece is null ? Task.CompletedTask : HandOn(piece, output!, ct));
        return digest.Finish();
    }

    private static async Task HandOn(MemoryStream piece, Stream output, CancellationToken ct)
    {
        await output.WriteAsync(piece.GetBuffer().AsMemory(0, (int)piece.Length), ct);
        piece.SetLength(0);
    }
}
