using Ledger.Deciding;

namespace Ledger.Governance.Reports;

/// <summary>A platform that had no activity in the month says so in place of a report.</summary>
public sealed record DeclareZeroActivity(string ReporterRole) : Command<ReportState>
{
    protected override Decision Decide(ReportState state, Act act) =>
        ReportKey.Check(act)
        ?? ReportKey.Owner(act)
        ?? ReportKey.MonthHasBegun(act)
        ?? ReportRules.NotSubmitted(state)
        ?? Fields.Code("reporter_role", ReporterRole)
        ?? Declared(act, ReportKey.Of(act.Stream)!);

    private Decision Declared(Act act, ReportKey key) =>
        Decision.Accept(new ZeroActivityDeclared(act.Envelope, key.Node, key.Period, ReporterRole));
}
