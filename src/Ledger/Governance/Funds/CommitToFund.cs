using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>A source promises money.</summary>
public sealed record CommitToFund(string Source, long AmountFen) : Command<FundState>
{
    protected override Decision Decide(FundState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? Fields.Name("source", Source)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? Decision.Accept(new FundCommitted(act.Envelope, Source, AmountFen));
}
