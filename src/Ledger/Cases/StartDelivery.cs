using Ledger.Journal;

namespace Ledger.Cases;

/// <param name="NodeId">The node that delivers: the owner, or one that accepted to help.</param>
public sealed record StartDelivery(Guid DeliveryId, string NodeId, string ProviderId, string Mode) : CaseCommand
{
    public static Decision Decide(CaseState state, StartDelivery command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Fields.FreshId("delivery_id", command.DeliveryId, state)
        ?? Fields.Code("node_id", command.NodeId)
        ?? Fields.Code("provider_id", command.ProviderId)
        ?? Fields.OneOf("mode", command.Mode, DeliveryModes.All)
        ?? MayDeliver(state, command)
        ?? Actors.OwnerOrDelivering(state, command.NodeId, envelope)
        ?? Decision.Accept(new DeliveryStarted(envelope, command.DeliveryId, command.NodeId, command.ProviderId, command.Mode));

    private static Decision? MayDeliver(CaseState state, StartDelivery command) =>
        command.NodeId == state.OwnerNode || state.CoDeliveryNodes.Contains(command.NodeId)
            ? null
            : Decision.Refuse(Rules.DeliveringNode, "The delivering node has to be the owner or to have accepted a co-delivery referral.");
}
