using Ledger.Deciding;

namespace Ledger.Governance.Findings;

public enum FindingStage
{
    Raised,
    Acknowledged,
    Cured,
    Waived,
}

/// <summary>What was done about a finding.</summary>
public sealed record FindingState : StreamState<FindingState>
{
    public const string Prefix = "finding-";

    public FindingStage Stage { get; init; }

    protected override FindingState Apply(LedgerEvent fact) => fact switch
    {
        ViolationAcknowledged => this with { Stage = FindingStage.Acknowledged },
        ViolationCured => this with { Stage = FindingStage.Cured },
        ViolationWaived => this with { Stage = FindingStage.Waived },
        _ => throw NotEvolved(fact),
    };
}
