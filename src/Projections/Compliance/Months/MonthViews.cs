using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>The views of judged and published months.</summary>
public static class MonthViews
{
    private const string VerdictTable = "verdict_row";
    private const string IndicatorTable = "indicator_row";

    public static readonly RowView Verdicts = new JudgedView("verdict_view", typeof(VerdictRow), VerdictTable);
    public static readonly RowView Findings = RowView.Of<FindingRow>("finding_view");
    public static readonly RowView Indicators = new JudgedView("indicator_view", typeof(IndicatorRow), IndicatorTable);
    public static readonly RowView Publications = RowView.Of<PublicationRow>("publication_view");

    /// <summary>The rows of a month as they stood when it was published. No later entry moves them.</summary>
    public static readonly RowView PublishedVerdicts = new JudgedView("published_verdict_view", typeof(VerdictRow), VerdictTable);
    public static readonly RowView PublishedFindings = RowView.Of<FindingRow>("published_finding_view");
    public static readonly RowView PublishedIndicators = new JudgedView("published_indicator_view", typeof(IndicatorRow), IndicatorTable);
    public static readonly RowView PublishedPublications = RowView.Of<PublicationRow>("published_publication_view");

    /// <summary>In the order in which their digests are told; of two with rows of one type, that of now comes first.</summary>
    public static readonly IReadOnlyList<RowView> All =
        [Verdicts, Findings, Indicators, Publications, PublishedVerdicts, PublishedFindings, PublishedIndicators, PublishedPublications];

    /// <summary>Where the rows of a view stand as they were published; null for a view that has none.</summary>
    public static RowView? PublishedOf(RowView view) => view == Verdicts ? PublishedVerdicts
        : view == Findings ? PublishedFindings
        : view == Indicators ? PublishedIndicators
        : view == Publications ? PublishedPublications
        : null;
}
