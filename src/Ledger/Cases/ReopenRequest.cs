using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record ReopenRequest(string ReasonCode, string Trigger) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.OneOf("trigger", Trigger, ReopenTriggers.Stated)
        ?? Decision.Accept(new RequestReopened(act.Envelope, ReasonCode, Trigger));
}
