using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record PayFee(long AmountFen, string Method) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fen.Moved(AmountFen)
        ?? Fields.OneOf("method", Method, PaymentMethods.All)
        ?? Fen.Within(AmountFen, state.OwedFen, "charged and neither waived nor paid")
        ?? Decision.Accept(new FeePaid(act.Envelope, AmountFen, Method));
}
