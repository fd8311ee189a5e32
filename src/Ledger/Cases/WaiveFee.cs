using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record WaiveFee(long AmountFen, string ReasonCode) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.Owner(state, act.Envelope)
        ?? Fen.Moved(AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fen.Within(AmountFen, state.OwedFen, "charged and neither waived nor paid")
        ?? Decision.Accept(new FeeWaived(act.Envelope, AmountFen, ReasonCode));
}
