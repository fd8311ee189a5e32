using Ledger.Governance.Activities;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about activities: <c>POST /activities/{key}</c> records one.</summary>
public static class ActivityEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var activities = commands.MapGroup("/activities");
        activities.MapBegin<ActivityState, RecordActivity>();
        activities.MapChange<ActivityState, RecordMatch>("matches");
    }
}
