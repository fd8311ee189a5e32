using Projections.Compliance.Months;
using Projections.Past;
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
        ViewSource source, FindingFilter filter, Window<string> window, CancellationToken ct) =>
        StreamViewQuery.Page<FindingRow>(source, Conditions(filter), window, ct);

    public static Task<long> Count(ViewSource source, FindingFilter filter, CancellationToken ct) =>
        StreamViewQuery.Count<FindingRow>(source, Conditions(filter), ct);

    /// <summary>Those of some codes.</summary>
    public static Task<List<FindingRow>> Find(ViewSource source, string[] codes, CancellationToken ct) =>
        StreamViewQuery.Find<FindingRow>(source, codes, ct);

    /// <summary>The findings that entries of a stretch of the log moved: found, found no more, acknowledged, declared cured or waived.
    /// An evaluation that finds what the one before it found moves nothing. In order of code.</summary>
    /// <param name="from">First position.</param>
    /// <param name="to">The position after the last.</param>
    public static Task<List<FindingRow>> Moved(ViewSource source, FindingFilter filter, long from, long to, CancellationToken ct)
    {
        var conditions = Conditions(filter);
        var (first, end) = (conditions.Parameter(from), conditions.Parameter(to));
        string[] marks = ["row->'since'", "row->'acknowledged'->'mark'", "row->'cured'->'mark'", "row->'waived'->'mark'"];
        conditions.Add($"({string.Join(" OR ", marks.Select(In))})");
        return StreamViewQuery.Page<FindingRow>(source, conditions, StreamViewQuery.All, ct);

        string In(string mark) => $"(({mark}->>'position')::bigint >= {first} AND ({mark}->>'position')::bigint < {end})";
    }

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
