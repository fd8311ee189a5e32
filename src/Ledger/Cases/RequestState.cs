using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>What an acceptance froze: versions in force at that instant, and the clocks they promise (INV-06, INV-20).</summary>
public sealed record Acceptance(
    string ServiceCode,
    int ServiceVersion,
    string StandardCode,
    int StandardVersion,
    int ProcessVersion,
    int CommitmentVersion,
    string Nature,
    DateTimeOffset? DueFirstContactAt,
    DateTimeOffset? DueCompleteAt);

public sealed partial record CaseState
{
    private CaseState? Request(LedgerEvent fact) => fact switch
    {
        RequestSubmitted e => this with
        {
            Stage = CaseStage.Received,
            OwnerNode = e.FirstContactNode,
            CategoryCode = e.CategoryCode,
            RegionCode = e.RegionCode,
            EnterpriseId = e.EnterpriseId,
            Source = e.Source is null
                ? null
                : new SourceAccountState(
                    e.Envelope.OccurredAt, e.Source.UpdatedAt, SourceStatus.Open, EndedAt: null, e.Channel, e.ServiceCode,
                    e.ServiceName, e.CategoryCode, e.RegionCode, e.UtcOffsetMinutes),
        },
        RequestAnswered => this with { Stage = CaseStage.Answered },
        RequestAccepted e => this with
        {
            Stage = CaseStage.Accepted,
            Acceptance = new Acceptance(
                e.ServiceCode, e.ServiceVersion, e.StandardCode, e.StandardVersion, e.ProcessVersion, e.CommitmentVersion, e.Nature,
                e.DueFirstContactAt, e.DueCompleteAt),
            ExtendedDue = Stage == CaseStage.Aborted ? ExtendedDue : null,
        },
        RequestDeclined => this with { Stage = CaseStage.Declined },
        RequestSupplementRequested => this with { Stage = CaseStage.AwaitingInfo },
        RequestSupplemented => this with { Stage = CaseStage.Received },
        RequestWithdrawn e => this with { Stage = CaseStage.Withdrawn, Source = EndedBySource(e, SourceStatus.Withdrawn) },
        RequestMerged => this with { Stage = CaseStage.Merged },
        RequestContacted => this with { IsContacted = true },
        RequestClosed e => this with { Stage = CaseStage.Closed, OutcomeCode = e.OutcomeCode },
        RequestReopened => this with
        {
            // A case that an import closed was never accepted here, so it goes back to where it was.
            Stage = Acceptance is null ? CaseStage.Received : CaseStage.Reopened,
            IsContacted = false,
            ScheduledDelivery = null,
            DeliveryId = null,
            DeliveringNode = null,
            DeliveringProvider = null,
            CompletedAt = null,
            OutcomeCode = null,
        },
        RequestAmended e => this with
        {
            CategoryCode = e.CategoryCode,
            RegionCode = e.RegionCode,
            Source = new SourceAccountState(
                e.RequestedAt, e.SourceUpdatedAt, SourceStatuses.Parse(e.SourceStatus), e.SourceEndedAt, e.Channel, e.ServiceCode,
                e.ServiceName, e.CategoryCode, e.RegionCode, e.UtcOffsetMinutes),
        },
        _ => null,
    };
}
