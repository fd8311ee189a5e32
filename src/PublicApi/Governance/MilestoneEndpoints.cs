using Ledger.Governance.Milestones;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about milestones: <c>POST /milestones/{key}</c> plans one.</summary>
public static class MilestoneEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var milestones = commands.MapGroup("/milestones");
        milestones.MapBegin<MilestoneState, PlanMilestone>();
        milestones.MapChange<MilestoneState, MeetMilestone>("meet");
        milestones.MapChange<MilestoneState, MissMilestone>("miss");
    }
}
