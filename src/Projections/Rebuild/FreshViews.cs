using System.Text.Json;
using Npgsql;
using Projections.Cases;
using Projections.Compliance.Months;
using Projections.Disclosures;
using Projections.Replay;
using Projections.Streams;
using Projections.Verdicts;

namespace Projections.Rebuild;

/// <summary>Tables of all views, new, in a schema that nobody reads yet; filled from a replay by COPY, and indexed after that.</summary>
/// <param name="connection">In the role of the owner, with the transaction open that will put them in place.</param>
internal sealed class FreshViews(NpgsqlConnection connection)
{
    public const string Schema = "views_next";

    private const string Tables = $"SELECT oid::regclass::text FROM pg_class WHERE relnamespace = '{Schema}'::regnamespace AND relkind = 'r'";

    // Each index as what takes it away and what makes it again; those of a key are constraints.
    private const string Indexes =
        $"""
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = '{Schema}'::regnamespace AND contype IN ('p', 'u')
        UNION ALL SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = '{Schema}'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
        """;

    private List<(string Drop, string Make)> indexes = [];

    public async Task Create(CancellationToken ct)
    {
        await Run($"CREATE SCHEMA {Schema}; {ViewSchema.ScriptOf(Schema)} {ViewSchema.Record(Schema)}", ct);
        indexes = await Read(Indexes, row => (row.GetString(0), row.GetString(1)), ct);
        foreach (var (drop, _) in indexes)
        {
            await Run(drop, ct);
        }
    }

    /// <summary>Writes the rows of the views that no judgement goes into.</summary>
    public async Task Fill(CaseReplay replay, CancellationToken ct)
    {
        await CaseViewTable.Copy(connection, $"{Schema}.{ViewDigest.CaseViewName}", replay.Cases.Values, ct);
        await ServiceResultTable.Copy(connection, $"{Schema}.{ViewDigest.ServiceResultName}", replay.ServiceResults(), ct);
        foreach (var view in StreamViewKinds.All)
        {
            await Copy(view, replay.Lines(view), ct);
        }
    }

    /// <summary>Writes the rows of judged and published months.</summary>
    public async Task Fill(MonthReplay replay, CancellationToken ct)
    {
        foreach (var view in MonthViews.All.Where(view => view is not JudgedView))
        {
            await Copy(view, replay.Lines(view), ct);
        }

        foreach (var (month, isPublished, isAsPublished) in replay.Judged)
        {
            var now = await Copy(month, [MonthViews.Verdicts, MonthViews.Indicators], replay, ct);
            var published = !isPublished ? (Guid?)null
                : isAsPublished ? now
                : await Copy(month, [MonthViews.PublishedVerdicts, MonthViews.PublishedIndicators], replay, ct);
            await JudgementRows.Point(connection, month, now, published, Schema, ct);
        }
    }

    /// <summary>Makes the indexes, and tells the planner what the tables hold.</summary>
    public async Task Finish(CancellationToken ct)
    {
        foreach (var (_, make) in indexes)
        {
            await Run(make, ct);
        }

        foreach (var table in await Read(Tables, row => row.GetString(0), ct))
        {
            await Run($"ANALYZE {table}", ct);
        }
    }

    private async Task<Guid> Copy(string month, RowView[] views, MonthReplay replay, CancellationToken ct)
    {
        var judgement = Guid.CreateVersion7();
        foreach (var view in views)
        {
            await RowTable.Copy(connection, view, replay.Lines(view, month).Select(Coded), ct, Schema, judgement);
        }

        return judgement;
    }

    private Task Copy(RowView view, IEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken ct) =>
        RowTable.Copy(connection, view, lines.Select(Coded), ct, Schema);

    // Every other view is a table of its code and of the row as it is written.
    private static (string Code, ReadOnlyMemory<byte> Row) Coded(ReadOnlyMemory<byte> line)
    {
        using var row = JsonDocument.Parse(line);
        return (row.RootElement.GetProperty("code").GetString()!, line);
    }

    private async Task<List<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(read(rows));
        }

        return found;
    }

    private async Task Run(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
