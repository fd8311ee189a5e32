using Ledger.Deciding;

namespace Ledger.Governance.Reports;

/// <summary>Gives other figures for a month that was reported; they need to be certified again.</summary>
/// <param name="AsOfSize">Number of entries of the public log that the figures refer to.</param>
public sealed record AmendReport(IReadOnlyList<ReportedFigure> Figures, string ReasonCode, long AsOfSize) : Command<ReportState>
{
    protected override Decision Decide(ReportState state, Act act) =>
        ReportKey.Check(act)
        ?? ReportRules.Submitted(state)
        ?? ReportKey.Owner(act)
        ?? ReportRules.Figures(Figures)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? GovernanceChecks.AsOfSize(AsOfSize)
        ?? Decision.Accept(new ReportAmended(act.Envelope, state.Revision + 1, Figures, ReasonCode, AsOfSize));
}
