using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record DisputeDelivery(Guid DeliveryId, string ReasonCode) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.OwnerOrRequester(state, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new DeliveryDisputed(act.Envelope, DeliveryId, ReasonCode));
}
