using Ledger.Registry.Plans;
using PublicApi.Http;

namespace PublicApi.Registry;

/// <summary>The plan of a network: <c>POST /plans/{code}</c>, the code of its provincial platform, adopts it or a new version.</summary>
public static class PlanEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var plans = commands.MapGroup("/plans");
        plans.MapBegin<PlanState, AdoptPlan>();
    }
}
