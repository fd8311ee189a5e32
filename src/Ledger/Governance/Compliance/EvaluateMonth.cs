using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Compliance;

/// <summary>The province has a month judged, from what the log holds then. The service does so by itself: the running month once
/// a day, an ended one at once, and each that later entries touch.</summary>
public sealed record EvaluateMonth : Command<ComplianceState>
{
    protected override Decision Decide(ComplianceState state, Act act) =>
        Authority.Province(act)
        ?? MonthKey.HasBegun(act, ComplianceState.Prefix)
        ?? Decision.Accept(new ComplianceEvaluated(act.Envelope, MonthKey.Of(act, ComplianceState.Prefix)));
}
