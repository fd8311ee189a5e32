using Ledger.Journal;

namespace Ledger.Cases;

public sealed record WithdrawRequest(string ReasonCode) : CaseCommand
{
    public static Decision Decide(CaseState state, WithdrawRequest command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.OwnerOrRequester(state, envelope)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Decision.Accept(new RequestWithdrawn(envelope, command.ReasonCode));
}
