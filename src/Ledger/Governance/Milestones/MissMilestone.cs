using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Milestones;

/// <summary>The province states that a step was not done in time.</summary>
public sealed record MissMilestone : Command<MilestoneState>
{
    /// <summary>A milestone is missed only after its last day.</summary>
    public const string NotDue = "MILESTONE-NOT-DUE";

    protected override Decision Decide(MilestoneState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.Stage(
            state.Stage == MilestoneStage.Planned, "The milestone is met or marked missed already.", "该节点目标已完成或已标记未完成。")
        ?? (Days.Of(act.Envelope.RecordedAt) > state.DueOn
            ? null
            : Decision.Refuse(NotDue, "The last day for the milestone is not over.", "节点目标的截止日尚未过去。"))
        ?? Decision.Accept(new MilestoneMissed(act.Envelope, state.DueOn));
}
