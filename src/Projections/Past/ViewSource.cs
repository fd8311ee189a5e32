using System.Text;
using Npgsql;
using Projections.Cases;
using Projections.Compliance.Months;
using Projections.Disclosures;
using Projections.Rebuild;
using Projections.Streams;

namespace Projections.Past;

/// <summary>
/// Where a query finds the rows of the views: in the tables as they stand, or among rows that were folded from the first
/// entries alone. A query is written once, so what it says of the past is what it said then.
/// </summary>
public sealed class ViewSource
{
    private readonly ViewReading reading;
    private readonly PastRegistry? registry;
    private readonly PastCases? cases;
    private readonly PastMonths? months;

    /// <param name="reading">The snapshot.</param>
    /// <param name="registry">Rows of the registry and the catalogue at a size; null for those of now.</param>
    /// <param name="cases">Rows of the cases at a size; null for those of now.</param>
    /// <param name="months">Of which judged months rows of a size are known; null for those of now.</param>
    public ViewSource(ViewReading reading, PastRegistry? registry = null, PastCases? cases = null, PastMonths? months = null) =>
        (this.reading, this.registry, this.cases, this.months) = (reading, registry, cases, months);

    /// <summary>The tables as they stand, within the caller's transaction.</summary>
    public static implicit operator ViewSource(NpgsqlConnection connection) => new(ViewReading.Within(connection));

    /// <summary>The rows of a query whose conditions are all named by now.</summary>
    internal Task<NpgsqlDataReader> Read(string sql, Conditions conditions, CancellationToken ct) => reading.Read([conditions.Statement(sql)], ct);

    /// <summary>The one number that a query gives.</summary>
    internal async Task<long> Count(string sql, Conditions conditions, CancellationToken ct)
    {
        await using var row = await Read(sql, conditions, ct);
        await row.ReadAsync(ct);
        return row.GetInt64(0);
    }

    /// <summary>SQL that stands for the table of a view, with its columns <c>code</c> and <c>row</c>.</summary>
    internal string Rows<T>(Conditions conditions)
        where T : CodedRow
    {
        var view = RowViews.For<T>();
        if (months is not null && MonthViews.PublishedOf(view) is { } asPublished)
        {
            return $"""
                (SELECT code, row FROM views.{view.Name} WHERE left(code, 7) = ANY ({conditions.Parameter(months.Kept.ToArray())})
                UNION ALL SELECT code, row FROM views.{asPublished.Name} WHERE left(code, 7) = ANY ({conditions.Parameter(months.Published.ToArray())}))
                """;
        }

        if (registry is null || view is not StreamViewKind kind)
        {
            return $"views.{view.Name}";
        }

        var rows = registry.Rows(kind);
        return $"""
            (SELECT code COLLATE "C" AS code, row FROM unnest(
                {conditions.Parameter(rows.Select(row => row.Code).ToArray())}::text[],
                {conditions.Parameter(rows.Select(row => Encoding.UTF8.GetString(StreamViewJson.Bytes(row))).ToArray())}::text[]::jsonb[]) AS past (code, row))
            """;
    }

    /// <summary>SQL that stands for the table of cases.</summary>
    internal string Cases(Conditions conditions) => cases is null
        ? "views.case_view"
        : $"""
            (SELECT {CaseViewTable.Columns} FROM views.case_view
                WHERE positions[cardinality(positions)] < {conditions.Parameter(cases.Size)}
            UNION ALL SELECT {CaseViewTable.Columns}
                FROM jsonb_populate_recordset(NULL::views.case_view, {conditions.Parameter(cases.Json)}::jsonb))
            """;

    /// <summary>SQL that stands for the table of service results.</summary>
    internal string ServiceResults(Conditions conditions) => cases is null
        ? "views.service_result"
        : ServiceResultTable.With(cases.Differences, conditions);
}
