using System.Collections.Immutable;
using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Cases;

/// <summary>Plans a delivery; so the case is assigned without a hand-off. The delivery keeps its id when it starts.</summary>
public sealed record ScheduleDelivery(Guid DeliveryId, string NodeId, string ProviderId, string Mode, DateTimeOffset PlannedAt) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Accepted, CaseStage.Assigned];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Standing.FreshId("delivery_id", DeliveryId, state)
        ?? Fields.Code("node_id", NodeId)
        ?? Fields.Code("provider_id", ProviderId)
        ?? Fields.OneOf("mode", Mode, DeliveryModes.All)
        ?? Delivering.May(state, act, NodeId, ProviderId)
        ?? Actors.OwnerOr(state, [NodeId, ProviderId], act.Envelope)
        ?? Decision.Accept(new DeliveryScheduled(act.Envelope, DeliveryId, NodeId, ProviderId, Mode, Instants.ToMillisecond(PlannedAt)));
}
