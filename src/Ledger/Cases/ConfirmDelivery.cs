using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record ConfirmDelivery(Guid DeliveryId, string Method) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Delivered];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.OneOf("method", Method, ConsentMethods.All)
        ?? Decision.Accept(new DeliveryConfirmed(act.Envelope, DeliveryId, Method));
}
