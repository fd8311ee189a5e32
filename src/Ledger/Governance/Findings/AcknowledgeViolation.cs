using System.Text.Json.Serialization;
using Ledger.Deciding;

namespace Ledger.Governance.Findings;

/// <summary>The platform that answers for a finding says that it is so; or the province does.</summary>
public sealed record AcknowledgeViolation : Command<FindingState>
{
    /// <summary>The finding of the stream's id; null where there is none. Never from the caller.</summary>
    [JsonIgnore]
    public FindingTarget? Found { get; init; }

    protected override Decision Decide(FindingState state, Act act) =>
        FindingRules.IsRaised(Found)
        ?? FindingRules.Answers(Found!, act)
        ?? FindingRules.Is(state, FindingStage.Raised)
        ?? Decision.Accept(new ViolationAcknowledged(act.Envelope, Found!.Rule, Found.Month, Found.Node));
}
