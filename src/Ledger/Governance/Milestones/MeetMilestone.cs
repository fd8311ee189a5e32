using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Milestones;

/// <summary>The step is done; late as well, when it was marked missed.</summary>
/// <param name="MetOn">Day in Asia/Shanghai, not ahead.</param>
/// <param name="EvidenceHash">SHA-256 of what proves it, 64 hexadecimal digits.</param>
public sealed record MeetMilestone(DateOnly MetOn, string EvidenceHash) : Command<MilestoneState>
{
    protected override Decision Decide(MilestoneState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.OfNode)
        ?? GovernanceChecks.Stage(state.Stage != MilestoneStage.Met, "The milestone is met already.", "该节点目标已完成。")
        ?? GovernanceChecks.NotAhead("met_on", MetOn, act)
        ?? GovernanceChecks.Sha256("evidence_hash", EvidenceHash)
        ?? Decision.Accept(new MilestoneMet(act.Envelope, MetOn, EvidenceHash));
}
