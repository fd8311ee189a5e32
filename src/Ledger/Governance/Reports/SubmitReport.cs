using Ledger.Deciding;

namespace Ledger.Governance.Reports;

/// <summary>A platform reports on a month; late as well, when the report was marked overdue.</summary>
/// <param name="AsOfSize">Number of entries of the public log that the figures refer to.</param>
public sealed record SubmitReport(
    IReadOnlyList<ReportedFigure> Figures,
    string? Progress,
    string? Experience,
    string? Problems,
    string? Suggestions,
    string ReporterRole,
    long AsOfSize) : Command<ReportState>
{
    protected override Decision Decide(ReportState state, Act act) =>
        ReportKey.Check(act)
        ?? ReportKey.Owner(act)
        ?? ReportKey.MonthHasBegun(act)
        ?? ReportRules.NotSubmitted(state)
        ?? ReportRules.Figures(Figures)
        ?? GovernanceChecks.OptionalMemo("progress", Progress)
        ?? GovernanceChecks.OptionalMemo("experience", Experience)
        ?? GovernanceChecks.OptionalMemo("problems", Problems)
        ?? GovernanceChecks.OptionalMemo("suggestions", Suggestions)
        ?? Fields.Code("reporter_role", ReporterRole)
        ?? GovernanceChecks.AsOfSize(AsOfSize)
        ?? Decision.Accept(Submitted(act, ReportKey.Of(act.Stream)!));

    private ReportSubmitted Submitted(Act act, ReportKey key) => new(
        act.Envelope, key.Node, key.Period, Figures, Progress, Experience, Problems, Suggestions, ReporterRole, AsOfSize);
}
