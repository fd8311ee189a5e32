using Ledger.Governance.Demonstrations;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about demonstration platforms: <c>POST /demonstrations/{subject}</c> recognises one.</summary>
public static class DemonstrationEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var demonstrations = commands.MapGroup("/demonstrations");
        demonstrations.MapBegin<DemonstrationState, RecogniseDemonstration>();
        demonstrations.MapChange<DemonstrationState, ReviewDemonstration>("review");
        demonstrations.MapChange<DemonstrationState, RevokeDemonstration>("revoke");
    }
}
