using Projections.Compliance.Months;
using Projections.Past;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>Which verdicts are asked for; null asks for all.</summary>
/// <param name="FromMonth">yyyy-MM; the first month.</param>
/// <param name="ToMonth">yyyy-MM; the last month.</param>
/// <param name="Scope">One of <see cref="Scopes"/>.</param>
/// <param name="Subject">Code of a platform or provider.</param>
/// <param name="Item">Such as D3; <see cref="VerdictRow.Grade"/> for grades.</param>
/// <param name="Outcome">A word of outcomes, such as FAIL.</param>
public sealed record VerdictFilter(
    string? FromMonth = null, string? ToMonth = null, string? Scope = null, string? Subject = null, string? Item = null, string? Outcome = null)
{
    /// <summary>What items begin with: D for disclosures, U for unifications.</summary>
    public string? Items { get; init; }
}

/// <summary>Reads views.verdict_view within the caller's transaction, in order of month, scope, subject and item.</summary>
public static class VerdictQuery
{
    public static Task<List<VerdictRow>> Page(
        ViewSource source, VerdictFilter filter, Window<string> window, CancellationToken ct) =>
        StreamViewQuery.Page<VerdictRow>(source, Conditions(filter), window, ct);

    public static Task<long> Count(ViewSource source, VerdictFilter filter, CancellationToken ct) =>
        StreamViewQuery.Count<VerdictRow>(source, Conditions(filter), ct);

    /// <summary>Those of some codes.</summary>
    public static Task<List<VerdictRow>> Find(ViewSource source, string[] codes, CancellationToken ct) =>
        StreamViewQuery.Find<VerdictRow>(source, codes, ct);

    private static Conditions Conditions(VerdictFilter filter) => new Conditions()
        .From(filter.FromMonth)
        .To(filter.ToMonth)
        .Add("split_part(code, '/', 2) = {0}", filter.Scope)
        .Add("split_part(code, '/', -1) = {0}", filter.Item)
        .Add("starts_with(split_part(code, '/', -1), {0})", filter.Items)

        // Most rows need not be read: only of a subject with a slash in it another one's code may hold the whole.
        .Add("strpos(code, '/' || {0} || '/') > 0", filter.Subject)
        .Add("row->>'subject' = {0}", filter.Subject)
        .Add("row->>'outcome' = {0}", filter.Outcome);
}

/// <summary>Conditions on codes that begin with a month.</summary>
internal static class MonthConditions
{
    public static Conditions From(this Conditions conditions, string? month) => conditions.Add("code >= {0}", month);

    // What follows on a month in a code is '.', '/' or nothing, and all of it is smaller than '~'.
    public static Conditions To(this Conditions conditions, string? month) => conditions.Add("code < {0}", month is null ? null : month + "~");
}
