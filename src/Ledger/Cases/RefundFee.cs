using Ledger.Journal;

namespace Ledger.Cases;

public sealed record RefundFee(long AmountFen, string ReasonCode) : CaseCommand
{
    public static Decision Decide(CaseState state, RefundFee command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.Owner(state, envelope)
        ?? Fen.Moved(command.AmountFen)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Fen.Within(command.AmountFen, state.PaidFen - state.RefundedFen, "paid and not refunded")
        ?? Decision.Accept(new FeeRefunded(envelope, command.AmountFen, command.ReasonCode));
}
