using Ledger.Journal;

namespace Ledger.Cases;

public sealed record ReopenRequest(string ReasonCode, string Trigger) : CaseCommand
{
    public static Decision Decide(CaseState state, ReopenRequest command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.OwnerOrRequester(state, envelope)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Fields.OneOf("trigger", command.Trigger, ReopenTriggers.Stated)
        ?? Decision.Accept(new RequestReopened(envelope, command.ReasonCode, command.Trigger));
}
