using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <param name="NodeId">The platform that delivers: the owner, or one that accepted to help.</param>
/// <param name="ProviderId">The provider; the platform itself where it delivers.</param>
public sealed record StartDelivery(Guid DeliveryId, string NodeId, string ProviderId, string Mode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Accepted, CaseStage.Assigned, CaseStage.Disputed];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        (state.ScheduledDelivery == DeliveryId ? null : Standing.FreshId("delivery_id", DeliveryId, state))
        ?? Fields.Code("node_id", NodeId)
        ?? Fields.Code("provider_id", ProviderId)
        ?? Fields.OneOf("mode", Mode, DeliveryModes.All)
        ?? Delivering.May(state, act, NodeId, ProviderId)
        ?? Actors.OwnerOr(state, [NodeId, ProviderId], act.Envelope)
        ?? Decision.Accept(new DeliveryStarted(
            act.Envelope, DeliveryId, NodeId, ProviderId, Mode, Delivering.Agreement(state, act, NodeId, ProviderId)));
}
