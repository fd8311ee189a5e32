using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record ReopenRequest(string ReasonCode, string Trigger) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Closed];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.OneOf("trigger", Trigger, ReopenTriggers.Stated)
        ?? Decision.Accept(new RequestReopened(act.Envelope, ReasonCode, Trigger));
}
