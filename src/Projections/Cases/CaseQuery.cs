using System.Globalization;
using Npgsql;
using Projections.Past;

namespace Projections.Cases;

/// <summary>Which cases are asked for; null asks for all. <paramref name="Month"/> is yyyy-MM.</summary>
public sealed record CaseFilter(
    string? ServiceCode,
    string? CategoryCode,
    string? Platform,
    string? RegionCode,
    IReadOnlyList<string>? Stages,
    string? Month)
{
    /// <summary>Only those that a node brought in, owns or was asked to take or to help with; for a reader that may see the journal.</summary>
    public string? Concerns { get; init; }
}

/// <summary>A place between cases in the order of <see cref="CaseQuery.Page"/>.</summary>
public sealed record CaseCursor(DateTimeOffset RequestedAt, string CaseId);

/// <summary>Reads views.case_view. Every function reads within the caller's transaction.</summary>
public static class CaseQuery
{
    // No wall clock is further from UTC than this, so a month's cases were requested within its days and these hours.
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(18);

    public static Task<List<CaseView>> Find(NpgsqlConnection connection, string[] caseIds, CancellationToken ct) =>
        CaseViewTable.Load(connection, caseIds, ct);

    /// <summary>The cases of a window of their list, which is in the order in which they were requested, then by id.</summary>
    public static async Task<List<CaseView>> Page(ViewSource source, CaseFilter filter, Window<CaseCursor> window, CancellationToken ct)
    {
        var conditions = Conditions(filter);
        var table = source.Cases(conditions);
        var order = conditions.Within(window, ["requested_at", "case_id"], place => [place.RequestedAt, place.CaseId]);
        await using var rows = await source.Read($"SELECT {CaseViewTable.Columns} FROM {table} AS cases {conditions.Where} {order}", conditions, ct);
        var cases = new List<CaseView>();
        while (await rows.ReadAsync(ct))
        {
            cases.Add(CaseViewTable.Read(rows));
        }

        return cases;
    }

    /// <summary>How many cases there are in the whole list.</summary>
    public static Task<long> Count(ViewSource source, CaseFilter filter, CancellationToken ct)
    {
        var conditions = Conditions(filter);
        return source.Count($"SELECT count(*) FROM {source.Cases(conditions)} AS cases {conditions.Where}", conditions, ct);
    }

    /// <summary>How many open cases each platform owns and each provider delivers, by code.</summary>
    public static async Task<Dictionary<string, int>> OpenCases(NpgsqlDataSource reader, CancellationToken ct)
    {
        await using var command = reader.CreateCommand(
            """
            SELECT code, sum(cases)::int FROM (
                SELECT owner_node AS code, count(*) AS cases FROM views.case_view WHERE stage = ANY ($1) GROUP BY 1
                UNION ALL
                SELECT provider_id, count(*) FROM views.case_view
                WHERE stage = ANY ($1) AND provider_id IS NOT NULL AND provider_id <> owner_node GROUP BY 1) AS load
            GROUP BY code
            """);
        command.Parameters.Add(new() { Value = CaseView.OpenStages.ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var load = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
        {
            load.Add(rows.GetString(0), rows.GetInt32(1));
        }

        return load;
    }

    private static Conditions Conditions(CaseFilter filter)
    {
        var conditions = new Conditions()
            .Add("service_code = {0}", filter.ServiceCode)
            .Add("category_code = {0}", filter.CategoryCode)
            .Add("platform = {0}", filter.Platform)
            .Add("region_code = {0}", filter.RegionCode)
            .Add("stage = ANY ({0})", filter.Stages?.ToArray())
            .Add(
                """
                (platform = {0} OR owner_node = {0} OR case_id IN (
                    SELECT stream_id FROM journal.mt_events
                    WHERE type = 'referral.offered.v1' AND (data->>'to_node' = {0} OR data->>'to_provider' = {0})))
                """,
                filter.Concerns);
        AddMonth(conditions, filter.Month);
        return conditions;
    }

    // The instants say nothing that the month does not; they let the index of requested_at find the page.
    private static void AddMonth(Conditions conditions, string? month)
    {
        if (month is not null)
        {
            var begin = DateTimeOffset.ParseExact(
                month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            conditions
                .Add("month = {0}", month)
                .Add("requested_at >= {0}", begin - LargestOffset)
                .Add("requested_at < {0}", begin.AddMonths(1) + LargestOffset);
        }
    }
}
