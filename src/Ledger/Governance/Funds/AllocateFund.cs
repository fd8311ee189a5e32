using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>The province gives a platform money for one purpose.</summary>
public sealed record AllocateFund(string ToNode, string PurposeCode, long AmountFen) : Command<FundState>
{
    protected override Decision Decide(FundState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? GovernanceChecks.Platform("to_node", ToNode, act)
        ?? GovernanceChecks.UpperCode("purpose_code", PurposeCode)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? FundRules.Within(FundRules.Allocated, AmountFen, state.Unallocated)
        ?? Decision.Accept(new FundAllocated(act.Envelope, ToNode, PurposeCode, AmountFen));
}
