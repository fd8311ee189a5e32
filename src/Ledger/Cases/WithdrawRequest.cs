using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record WithdrawRequest(string ReasonCode) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new RequestWithdrawn(act.Envelope, ReasonCode));
}
