using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record ConfirmDelivery(Guid DeliveryId, string Method) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.OwnerOrRequester(state, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.OneOf("method", Method, ConsentMethods.All)
        ?? Decision.Accept(new DeliveryConfirmed(act.Envelope, DeliveryId, Method));
}
