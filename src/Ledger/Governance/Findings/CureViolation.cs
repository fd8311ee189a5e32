using System.Text.Json.Serialization;
using Ledger.Deciding;

namespace Ledger.Governance.Findings;

/// <summary>The platform that answers for a finding, or the province, declares it cured: what happened stays on the ledger, and so
/// an evaluation goes on finding it. What an evaluation does not find any more is cured without this.</summary>
/// <param name="ReasonCode">What was done about it.</param>
public sealed record CureViolation(string ReasonCode) : Command<FindingState>
{
    /// <inheritdoc cref="AcknowledgeViolation.Found"/>
    [JsonIgnore]
    public FindingTarget? Found { get; init; }

    protected override Decision Decide(FindingState state, Act act) =>
        FindingRules.IsRaised(Found)
        ?? FindingRules.Answers(Found!, act)
        ?? FindingRules.Is(state, FindingStage.Acknowledged)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new ViolationCured(act.Envelope, Found!.Rule, Found.Month, Found.Node, ReasonCode));
}
