using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>Money goes back to its source.</summary>
/// <param name="FromNode">The platform out of whose allocation it goes; none when it was not allocated.</param>
public sealed record ReturnFund(string? FromNode, string Source, long AmountFen, string ReasonCode) : Command<FundState>
{
    protected override Decision Decide(FundState state, Act act) =>
        Authority.Exists(state)
        ?? (FromNode is null ? null : GovernanceChecks.Platform("from_node", FromNode, act))
        ?? (FromNode is null ? Authority.Province(act) : Authority.OwnerOrProvince(act, FromNode))
        ?? Fields.Name("source", Source)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? FundRules.Within(FundRules.Returned, AmountFen, state.Source(Source).Received - state.Source(Source).Returned)
        ?? FundRules.Within(FundRules.Returned, AmountFen, FromNode is null ? state.Unallocated : state.Node(FromNode).Held)
        ?? Decision.Accept(new FundReturned(act.Envelope, FromNode, Source, AmountFen, ReasonCode));
}
