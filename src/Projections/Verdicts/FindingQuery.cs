using Npgsql;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>Which findings are asked for; null asks for all.</summary>
/// <param name="FromMonth">yyyy-MM; the first month.</param>
/// <param name="ToMonth">yyyy-MM; the last month.</param>
/// <param name="Rule">Such as D3-UNLISTED_FEE.</param>
/// <param name="Node">The platform that answers for it.</param>
/// <param name="Severity">One of <see cref="Compliance.Regimes.Severities"/>.</param>
/// <param name="Status">One of <see cref="FindingStatuses"/>.</param>
public sealed record FindingFilter(
    string? FromMonth = null,
    string? ToMonth = null,
    string? Rule = null,
    string? Item = null,
    string? Node = null,
    string? Provider = null,
    string? Severity = null,
    string? Status = null);

/// <summary>Reads views.finding_view within the caller's transaction, in order of month, rule and id.</summary>
public static class FindingQuery
{
    public static Task<List<FindingRow>> Page(
        NpgsqlConnection connection, FindingFilter filter, string? after, int limit, CancellationToken ct) =>
        StreamViewQuery.Page<FindingRow>(connection, Conditions(filter), after, limit, ct);

    public static Task<long> Count(NpgsqlConnection connection, FindingFilter filter, CancellationToken ct) =>
        StreamViewQuery.Count<FindingRow>(connection, Conditions(filter), ct);

    /// <summary>The finding of an id; null where there is none.</summary>
    public static async Task<FindingRow?> Find(NpgsqlConnection connection, string id, CancellationToken ct) =>
        (await StreamViewQuery.Page<FindingRow>(connection, new Conditions().Add("code = {0}", id), after: null, limit: 1, ct)).SingleOrDefault();

    private static Conditions Conditions(FindingFilter filter) => new Conditions()
        .From(filter.FromMonth)
        .To(filter.ToMonth)
        .Add("row->>'rule' = {0}", filter.Rule)
        .Add("row->>'item' = {0}", filter.Item)
        .Add("row->>'node' = {0}", filter.Node)
        .Add("row->>'provider' = {0}", filter.Provider)
        .Add("row->>'severity' = {0}", filter.Severity)
        .Add("row->>'status' = {0}", filter.Status);
}
