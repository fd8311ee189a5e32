using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>The province orders a platform to pay back what it was given.</summary>
/// <param name="ConsequenceId">Key of the revocation or sanction that it follows from, if there is one.</param>
public sealed record OrderFundRecovery(string FromNode, long AmountFen, string ReasonCode, string? ConsequenceId) : Command<FundState>
{
    protected override Decision Decide(FundState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.Platform("from_node", FromNode, act)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? GovernanceChecks.OptionalKey("consequence_id", ConsequenceId)
        ?? FundRules.Within(FundRules.Recovered, AmountFen, state.Node(FromNode).Held)
        ?? Decision.Accept(new FundRecoveryOrdered(act.Envelope, FromNode, AmountFen, ReasonCode, ConsequenceId));
}
