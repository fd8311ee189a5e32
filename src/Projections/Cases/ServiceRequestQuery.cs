using Npgsql;

namespace Projections.Cases;

/// <summary>Which cases are asked for; null asks for all.</summary>
/// <param name="From">First instant of the request.</param>
/// <param name="To">Last instant of the request.</param>
public sealed record ServiceRequestFilter(
    IReadOnlyList<string>? CaseIds, IReadOnlyList<string>? ServiceCodes, IReadOnlyList<string>? Stages, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Reads views.case_view by numbered pages, as Open311 GeoReport asks, within the caller's transaction.</summary>
public static class ServiceRequestQuery
{
    /// <summary>The cases after so many, in the order in which they were requested, then by id.</summary>
    public static async Task<List<CaseView>> Page(
        NpgsqlConnection connection, ServiceRequestFilter filter, long offset, int limit, CancellationToken ct)
    {
        var conditions = new Conditions()
            .Add("case_id = ANY ({0})", filter.CaseIds?.ToArray())
            .Add("service_code = ANY ({0})", filter.ServiceCodes?.ToArray())
            .Add("stage = ANY ({0})", filter.Stages?.ToArray())
            .Add("requested_at >= {0}", filter.From)
            .Add("requested_at <= {0}", filter.To);
        await using var command = conditions.Command(
            $"""
            SELECT {CaseViewTable.Columns} FROM views.case_view {conditions.Where}
            ORDER BY requested_at, case_id OFFSET {offset} LIMIT {limit}
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var cases = new List<CaseView>();
        while (await rows.ReadAsync(ct))
        {
            cases.Add(CaseViewTable.Read(rows));
        }

        return cases;
    }
}
