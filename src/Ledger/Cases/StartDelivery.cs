using Ledger.Deciding;

namespace Ledger.Cases;

/// <param name="NodeId">The node that delivers: the owner, or one that accepted to help.</param>
public sealed record StartDelivery(Guid DeliveryId, string NodeId, string ProviderId, string Mode) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Standing.FreshId("delivery_id", DeliveryId, state)
        ?? Fields.Code("node_id", NodeId)
        ?? Fields.Code("provider_id", ProviderId)
        ?? Fields.OneOf("mode", Mode, DeliveryModes.All)
        ?? MayDeliver(state, this)
        ?? Actors.OwnerOrDelivering(state, NodeId, act.Envelope)
        ?? Decision.Accept(new DeliveryStarted(act.Envelope, DeliveryId, NodeId, ProviderId, Mode));

    private static Decision? MayDeliver(CaseState state, StartDelivery command) =>
        command.NodeId == state.OwnerNode || state.CoDeliveryNodes.Contains(command.NodeId)
            ? null
            : Decision.Refuse(Rules.DeliveringNode, "The delivering node has to be the owner or to have accepted a co-delivery referral.", "服务节点须为承办节点，或已接受协办转介的节点。");
}
