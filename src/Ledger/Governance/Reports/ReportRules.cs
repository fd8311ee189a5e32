using Ledger.Deciding;

namespace Ledger.Governance.Reports;

/// <summary>Public codes of rules about reports, and the checks its commands share.</summary>
public static class ReportRules
{
    /// <summary>A report is overdue only after its last day.</summary>
    public const string NotDue = "REPORT-NOT-DUE";

    /// <summary>Only the province or the platform's own certifier certifies.</summary>
    public const string Certifier = "REPORT-CERTIFIER";

    /// <summary>The role in which a platform certifies its own report.</summary>
    public const string CertifierRole = "certifier";

    // A hundred figures of the longest codes, in Chinese, still fit a public entry.
    private const int MostFigures = 100;

    internal static Decision? Figures(IReadOnlyList<ReportedFigure>? figures) =>
        GovernanceChecks.Items(
            "figures", figures, 1, MostFigures,
            figure => Fields.Code("code", figure.Code) ?? Fields.Number("value", figure.Value, 0, Cases.Fen.Largest))
        ?? GovernanceChecks.Distinct("figures", figures!.Select(figure => figure.Code));

    internal static Decision? NotSubmitted(ReportState state) => GovernanceChecks.Stage(
        !state.IsSubmitted, "The report was submitted already; it can be amended.", "该报告已报送，可以更正。");

    internal static Decision? Submitted(ReportState state) =>
        GovernanceChecks.Stage(state.IsSubmitted, "The report was not submitted yet.", "该报告尚未报送。");
}
