using Ledger.Journal;

namespace Ledger.Cases;

public sealed record WaiveFee(long AmountFen, string ReasonCode) : CaseCommand
{
    public static Decision Decide(CaseState state, WaiveFee command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.Owner(state, envelope)
        ?? Fen.Moved(command.AmountFen)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Fen.Within(command.AmountFen, state.OwedFen, "charged and neither waived nor paid")
        ?? Decision.Accept(new FeeWaived(envelope, command.AmountFen, command.ReasonCode));
}
