using Ledger.Governance.Funds;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about funds: <c>POST /funds/{key}</c> begins one.</summary>
public static class FundEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var funds = commands.MapGroup("/funds");
        funds.MapBegin<FundState, AppropriateFund>();
        funds.MapChange<FundState, CommitToFund>("commit");
        funds.MapChange<FundState, ReceiveFund>("receive");
        funds.MapChange<FundState, AllocateFund>("allocate");
        funds.MapChange<FundState, SpendFund>("spend");
        funds.MapChange<FundState, ReturnFund>("return");
        funds.MapChange<FundState, OrderFundRecovery>("order-recovery");
        funds.MapChange<FundState, RecoverFund>("recover");
    }
}
