using Ledger.Governance.Compliance;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary><c>POST /compliance/{yyyy-MM}/evaluate</c> has a month judged.</summary>
public static class ComplianceEndpoints
{
    internal static void Map(RouteGroupBuilder commands) =>
        commands.MapGroup("/compliance").MapBegin<ComplianceState, EvaluateMonth>("evaluate");
}
