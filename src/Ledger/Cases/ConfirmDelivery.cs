using Ledger.Journal;

namespace Ledger.Cases;

public sealed record ConfirmDelivery(Guid DeliveryId, string Method) : CaseCommand
{
    public static Decision Decide(CaseState state, ConfirmDelivery command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.OwnerOrRequester(state, envelope)
        ?? Standing.CurrentDelivery(state, command.DeliveryId)
        ?? Fields.OneOf("method", command.Method, ConsentMethods.All)
        ?? Decision.Accept(new DeliveryConfirmed(envelope, command.DeliveryId, command.Method));
}
