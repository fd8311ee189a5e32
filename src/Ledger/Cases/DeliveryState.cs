using Ledger.Deciding;

namespace Ledger.Cases;

public sealed partial record CaseState
{
    private CaseState? Delivery(LedgerEvent fact) => fact switch
    {
        DeliveryScheduled e => this with
        {
            Stage = CaseStage.Assigned,
            ScheduledDelivery = e.DeliveryId,
            UsedIds = UsedIds.Add(e.DeliveryId),
        },
        DeliveryStarted e => this with
        {
            Stage = CaseStage.InDelivery,
            ScheduledDelivery = null,
            DeliveryId = e.DeliveryId,
            DeliveringNode = e.NodeId,
            DeliveringProvider = e.ProviderId,
            CompletedAt = null,
            OutcomeCode = null,
            UsedIds = UsedIds.Add(e.DeliveryId),
        },
        DeliveryProgressed => this,
        DeliveryPaused => this with { Stage = CaseStage.Paused },
        DeliveryResumed => this with { Stage = CaseStage.InDelivery },
        DeliveryExtended e => this with { ExtendedDue = e.NewDue },
        DeliveryCompleted e => this with
        {
            Stage = CaseStage.Delivered,
            DeliveryId = e.DeliveryId,
            CompletedAt = e.Envelope.OccurredAt,
            OutcomeCode = e.OutcomeCode,
            CompletedDeliveries = CompletedDeliveries.Add(e.DeliveryId),
            UsedIds = UsedIds.Add(e.DeliveryId),
            Source = EndedBySource(e, SourceStatus.Closed),
        },
        DeliveryAmended e => this with { CompletedAt = e.CompletedAt, OutcomeCode = e.OutcomeCode },
        DeliveryConfirmed => this with { Stage = CaseStage.Confirmed },
        DeliveryDeemedConfirmed => this with { Stage = CaseStage.DeemedConfirmed },
        DeliveryDisputed => this with { Stage = CaseStage.Disputed },
        DeliveryAborted => this with { Stage = CaseStage.Aborted },
        _ => null,
    };
}
