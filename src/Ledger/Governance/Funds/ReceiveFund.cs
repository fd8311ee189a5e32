using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Funds;

/// <summary>Money that a source committed has come.</summary>
/// <param name="ReceivedOn">Day in Asia/Shanghai.</param>
public sealed record ReceiveFund(string Source, long AmountFen, DateOnly ReceivedOn) : Command<FundState>
{
    protected override Decision Decide(FundState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? Fields.Name("source", Source)
        ?? GovernanceChecks.MovedFen("amount_fen", AmountFen)
        ?? GovernanceChecks.NotAhead("received_on", ReceivedOn, act)
        ?? FundRules.Within(FundRules.Received, AmountFen, state.Source(Source).Committed - state.Source(Source).Received)
        ?? Decision.Accept(new FundReceived(act.Envelope, Source, AmountFen, ReceivedOn));
}
