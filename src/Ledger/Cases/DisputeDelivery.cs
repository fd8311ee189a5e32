using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record DisputeDelivery(Guid DeliveryId, string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Delivered];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new DeliveryDisputed(act.Envelope, DeliveryId, ReasonCode));
}
