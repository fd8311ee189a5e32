using Ledger.Catalogue.Services;
using PublicApi.Http;

namespace PublicApi.Catalogue;

/// <summary>Commands about services: <c>POST /services/{code}</c> publishes one, <c>POST /services/{code}/…</c> changes it.</summary>
public static class ServiceEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var services = commands.MapGroup("/services");
        services.MapBegin<ServiceState, PublishService>();
        services.MapChange<ServiceState, ReviseService>("revise");
        services.MapChange<ServiceState, WithdrawService>("withdraw");
        services.MapChange<ServiceState, AssureService>("assure");
        services.MapChange<ServiceState, PublishProcess>("process");
        services.MapChange<ServiceState, PublishCommitment>("commitment");
        services.MapChange<ServiceState, PublishFeeItem>("fee-items");
        services.MapChange<ServiceState, WithdrawFeeItem>("fee-items/withdraw");
    }
}
