using Ledger.Governance.Consequences;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands by which assessments and inspections have consequences, each with a key of its own.</summary>
public static class ConsequenceEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var consequences = commands.MapGroup("/consequences");
        consequences.MapBegin<ConsequenceState, GrantIncentive>("incentive");
        consequences.MapBegin<ConsequenceState, ImposeSanction>("sanction");
        consequences.MapBegin<ConsequenceState, RevokeProject>("revocation");
    }
}
