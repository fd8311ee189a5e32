using Ledger.Registry.Enterprises;
using PublicApi.Http;

namespace PublicApi.Registry;

/// <summary>Commands about served enterprises: <c>POST /enterprises/{uuid}</c> registers one, <c>POST /enterprises/{uuid}/size</c> classifies it.</summary>
public static class EnterpriseEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var enterprises = commands.MapGroup("/enterprises");
        enterprises.MapBegin<EnterpriseState, RegisterEnterprise>();
        enterprises.MapChange<EnterpriseState, ClassifySize>("size");
    }
}
