using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record AbortDelivery(Guid DeliveryId, string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.InDelivery];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrDelivering(state, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new DeliveryAborted(act.Envelope, DeliveryId, ReasonCode));
}
