using System.Text.Json.Serialization;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Findings;

/// <summary>The province does not hold a finding against anybody, and says why. The finding stays to be seen.</summary>
/// <param name="ReasonCode">Why.</param>
public sealed record WaiveViolation(string ReasonCode) : Command<FindingState>
{
    /// <inheritdoc cref="AcknowledgeViolation.Found"/>
    [JsonIgnore]
    public FindingTarget? Found { get; init; }

    protected override Decision Decide(FindingState state, Act act) =>
        Authority.Province(act)
        ?? FindingRules.IsRaised(Found)
        ?? FindingRules.Is(state, FindingStage.Cured)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new ViolationWaived(act.Envelope, Found!.Rule, Found.Month, Found.Node, ReasonCode));
}
