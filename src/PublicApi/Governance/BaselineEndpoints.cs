using Ledger.Governance.Baselines;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary><c>POST /baselines/{key}</c> records a baseline.</summary>
public static class BaselineEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var baselines = commands.MapGroup("/baselines");
        baselines.MapBegin<BaselineState, RecordBaseline>();
    }
}
