using Ledger.Governance.Guidance;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about guidance: <c>POST /guidance/{key}</c> issues some.</summary>
public static class GuidanceEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var guidance = commands.MapGroup("/guidance");
        guidance.MapBegin<GuidanceState, IssueGuidance>();
        guidance.MapChange<GuidanceState, CloseGuidance>("close");
    }
}
