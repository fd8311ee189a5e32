using System.Collections.Immutable;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>All rows of one month.</summary>
/// <param name="Publication">Null while the month is not published.</param>
public sealed record MonthRows(
    ImmutableArray<VerdictRow> Verdicts,
    ImmutableArray<FindingRow> Findings,
    ImmutableArray<IndicatorRow> Indicators,
    PublicationRow? Publication)
{
    public static readonly MonthRows None = new([], [], [], null);

    /// <summary>All of them as they stood when the month was published, until they are put away: nothing moves them after.</summary>
    public MonthRows? AtPublication { get; init; }

    /// <summary>Whether verdicts and indicators are still those with which the month was published.</summary>
    public bool IsAsPublished => AtPublication is { } then && then.Verdicts == Verdicts && then.Indicators == Indicators;

    /// <summary>The rows of a view, in no order.</summary>
    public IEnumerable<CodedRow> Of(RowView view) => view == MonthViews.Verdicts ? Verdicts
        : view == MonthViews.Findings ? Findings
        : view == MonthViews.Indicators ? Indicators
        : view == MonthViews.Publications ? (Publication is null ? [] : [Publication])
        : view == MonthViews.PublishedVerdicts ? AtPublication?.Of(MonthViews.Verdicts) ?? []
        : view == MonthViews.PublishedFindings ? AtPublication?.Of(MonthViews.Findings) ?? []
        : view == MonthViews.PublishedIndicators ? AtPublication?.Of(MonthViews.Indicators) ?? []
        : AtPublication?.Of(MonthViews.Publications) ?? [];
}
