using Ledger.Journal;

namespace Ledger.Cases;

public sealed record PayFee(long AmountFen, string Method) : CaseCommand
{
    public static Decision Decide(CaseState state, PayFee command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.OwnerOrRequester(state, envelope)
        ?? Fen.Moved(command.AmountFen)
        ?? Fields.OneOf("method", command.Method, PaymentMethods.All)
        ?? Fen.Within(command.AmountFen, state.OwedFen, "charged and neither waived nor paid")
        ?? Decision.Accept(new FeePaid(envelope, command.AmountFen, command.Method));
}
