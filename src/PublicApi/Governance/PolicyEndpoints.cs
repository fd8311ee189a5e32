using Ledger.Governance.Policies;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary><c>POST /policies/{node}</c> files a document of a platform.</summary>
public static class PolicyEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var policies = commands.MapGroup("/policies");
        policies.MapBegin<PolicyState, FilePolicyDocument>();
    }
}
