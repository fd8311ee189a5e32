using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>Money that was ordered back has come.</summary>
/// <param name="RecoveredOn">Day in Asia/Shanghai.</param>
public sealed record RecoverFund(string FromNode, long AmountFen, DateOnly RecoveredOn) : Command<FundState>
{
    protected override Decision Decide(FundState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.Platform("from_node", FromNode, act)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? GovernanceChecks.NotAhead("recovered_on", RecoveredOn, act)
        ?? FundRules.Within(
            FundRules.Recovered, AmountFen, state.Node(FromNode).RecoveryOrdered - state.Node(FromNode).Recovered)
        ?? Decision.Accept(new FundRecovered(act.Envelope, FromNode, AmountFen, RecoveredOn));
}
