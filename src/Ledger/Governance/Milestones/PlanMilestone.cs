using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Milestones;

/// <param name="DueOn">Last day in Asia/Shanghai.</param>
public sealed record PlanMilestone(string OfNode, string ProjectCode, string Name, DateOnly DueOn) : Command<MilestoneState>
{
    protected override Decision Decide(MilestoneState state, Act act) =>
        Authority.IsNew(state)
        ?? GovernanceChecks.Platform("of_node", OfNode, act)
        ?? Authority.OwnerOrProvince(act, OfNode)
        ?? Fields.Code("project_code", ProjectCode)
        ?? Fields.Name("name", Name)
        ?? Decision.Accept(new MilestonePlanned(act.Envelope, OfNode, ProjectCode, Name, DueOn));
}
