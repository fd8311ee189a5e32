using Npgsql;
using Projections.Compliance.Months;
using Projections.Past;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>Which indicators are asked for; null asks for all.</summary>
/// <param name="FromMonth">yyyy-MM; the first month.</param>
/// <param name="ToMonth">yyyy-MM; the last month.</param>
/// <param name="Span"><see cref="IndicatorRow.OfMonth"/>, or <see cref="IndicatorRow.OfYear"/> for the year up to the end of each month.</param>
/// <param name="Indicator">Such as K1.</param>
public sealed record IndicatorFilter(string? FromMonth = null, string? ToMonth = null, string? Span = null, string? Indicator = null)
{
    /// <summary>Those of a year, of a month, or of a month if it is of the year.</summary>
    public static IndicatorFilter Of(int? year, string? month, string? span, string? indicator)
    {
        var (first, last) = year is null ? (null, null) : ($"{year:0000}-01", $"{year:0000}-12");
        return new(new[] { first, month }.Max(StringComparer.Ordinal), new[] { last, month }.Min(StringComparer.Ordinal), span, indicator);
    }
}

/// <summary>Reads views.indicator_view within the caller's transaction, in order of month, span, code and dimensions.</summary>
public static class IndicatorQuery
{
    public static Task<List<IndicatorRow>> Page(
        ViewSource source, IndicatorFilter filter, Window<string> window, CancellationToken ct) =>
        StreamViewQuery.Page<IndicatorRow>(source, Conditions(filter), window, ct);

    /// <summary>Those of some codes.</summary>
    public static Task<List<IndicatorRow>> Find(ViewSource source, string[] codes, CancellationToken ct) =>
        StreamViewQuery.Find<IndicatorRow>(source, codes, ct);

    public static Task<long> Count(ViewSource source, IndicatorFilter filter, CancellationToken ct) =>
        StreamViewQuery.Count<IndicatorRow>(source, Conditions(filter), ct);

    /// <summary>The last judged month of a year, yyyy-MM; null where none of it is judged. Its rows of the year are the newest.</summary>
    public static async Task<string?> LastMonth(NpgsqlConnection connection, int year, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT row->>'month' FROM views.indicator_view WHERE code >= $1 AND code < $2 ORDER BY code DESC LIMIT 1", connection)
        {
            Parameters = { new() { Value = $"{year:0000}-" }, new() { Value = $"{year:0000}." } },
        };
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private static Conditions Conditions(IndicatorFilter filter) => new Conditions()
        .From(filter.FromMonth)
        .To(filter.ToMonth)
        .Add("split_part(code, '/', 2) = {0}", filter.Span)
        .Add("split_part(code, '/', 3) = {0}", filter.Indicator);
}
