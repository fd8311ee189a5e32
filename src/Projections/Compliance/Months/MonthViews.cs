using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>The views of judged and published months.</summary>
public static class MonthViews
{
    public static readonly RowView Verdicts = RowView.Of<VerdictRow>("verdict_view");
    public static readonly RowView Findings = RowView.Of<FindingRow>("finding_view");
    public static readonly RowView Indicators = RowView.Of<IndicatorRow>("indicator_view");
    public static readonly RowView Publications = RowView.Of<PublicationRow>("publication_view");

    /// <summary>In the order in which their digests are told.</summary>
    public static readonly IReadOnlyList<RowView> All = [Verdicts, Findings, Indicators, Publications];
}
