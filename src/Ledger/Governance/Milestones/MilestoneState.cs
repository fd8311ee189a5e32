using Ledger.Deciding;

namespace Ledger.Governance.Milestones;

public enum MilestoneStage
{
    Planned,
    Missed,
    Met,
}

/// <summary>What decisions need to know about a milestone.</summary>
public sealed record MilestoneState : StreamState<MilestoneState>
{
    public const string Prefix = "milestone-";

    public string OfNode { get; init; } = "";

    /// <summary>Last day in Asia/Shanghai.</summary>
    public DateOnly DueOn { get; init; }

    public MilestoneStage Stage { get; init; }

    protected override MilestoneState Apply(LedgerEvent fact) => fact switch
    {
        MilestonePlanned e => this with { OfNode = e.OfNode, DueOn = e.DueOn },
        MilestoneMet => this with { Stage = MilestoneStage.Met },
        MilestoneMissed => this with { Stage = MilestoneStage.Missed },
        _ => throw NotEvolved(fact),
    };
}
