using Ledger.Journal;

namespace Ledger.Cases;

public sealed record DisputeDelivery(Guid DeliveryId, string ReasonCode) : CaseCommand
{
    public static Decision Decide(CaseState state, DisputeDelivery command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.OwnerOrRequester(state, envelope)
        ?? Standing.CurrentDelivery(state, command.DeliveryId)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Decision.Accept(new DeliveryDisputed(envelope, command.DeliveryId, command.ReasonCode));
}
