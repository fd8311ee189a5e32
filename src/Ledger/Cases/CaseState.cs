using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Where a case stands (domain.md 5.6). Confirmed is the closed end of a delivery; Declined and Withdrawn are ends.</summary>
public enum CaseStage
{
    None,
    Received,
    Declined,
    Withdrawn,
    Accepted,
    Referred,
    Assigned,
    InDelivery,
    Delivered,
    Confirmed,
    Disputed,
}

/// <summary>A referral that waits for its answer.</summary>
public sealed record OpenReferral(Guid ReferralId, string ToNode, string Kind);

/// <summary>A quote and whether the requester agreed to it.</summary>
public sealed record Quote(Guid QuoteId, long TotalFen, DateTimeOffset ValidUntil, bool Agreed);

/// <summary>What later decisions about a case need to know. Built from its events alone; money in fen.</summary>
public sealed record CaseState : StreamState<CaseState>
{
    public CaseStage Stage { get; init; } = CaseStage.None;

    /// <summary>The one node answerable for the case: the first contact until a transfer is accepted.</summary>
    public string OwnerNode { get; init; } = "";

    /// <summary>Nodes that took part by an accepted co-delivery.</summary>
    public ImmutableHashSet<string> CoDeliveryNodes { get; init; } = [];

    public ImmutableDictionary<Guid, OpenReferral> OpenReferrals { get; init; } = ImmutableDictionary<Guid, OpenReferral>.Empty;

    /// <summary>Transfers that were accepted.</summary>
    public int Hops { get; init; }

    public string? Nature { get; init; }

    public Guid? DeliveryId { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string? OutcomeCode { get; init; }

    public string? DeliveringNode { get; init; }

    /// <summary>Deliveries a requester may rate: also an earlier one, which was disputed and begun again.</summary>
    public ImmutableHashSet<Guid> CompletedDeliveries { get; init; } = [];

    public ImmutableHashSet<Guid> RatedDeliveries { get; init; } = [];

    public Quote? LatestQuote { get; init; }

    public ImmutableHashSet<Guid> ChargedQuotes { get; init; } = [];

    public long ChargedFen { get; init; }

    public long WaivedFen { get; init; }

    public long PaidFen { get; init; }

    public long RefundedFen { get; init; }

    /// <summary>What is charged and neither waived nor paid. A refund does not open it again.</summary>
    public long OwedFen => ChargedFen - WaivedFen - PaidFen;

    /// <summary>Ids of the referrals, deliveries and quotes so far.</summary>
    public ImmutableHashSet<Guid> UsedIds { get; init; } = [];

    public SourceAccountState? Source { get; init; }

    protected override CaseState Apply(LedgerEvent fact) => fact switch
    {
        RequestSubmitted e => this with
        {
            Stage = CaseStage.Received,
            OwnerNode = e.FirstContactNode,
            Source = e.Source is null
                ? null
                : new SourceAccountState(
                    e.Envelope.OccurredAt, e.Source.UpdatedAt, SourceStatus.Open, EndedAt: null, e.Channel, e.ServiceCode,
                    e.ServiceName, e.CategoryCode, e.RegionCode, e.UtcOffsetMinutes),
        },
        RequestAccepted e => this with { Stage = CaseStage.Accepted, Nature = e.Nature },
        RequestDeclined => this with { Stage = CaseStage.Declined },
        RequestWithdrawn e => this with { Stage = CaseStage.Withdrawn, Source = EndedBySource(e, SourceStatus.Withdrawn) },
        RequestReopened => this with
        {
            // A case that an import closed was never accepted here, so it goes back to where it was.
            Stage = Nature is null ? CaseStage.Received : CaseStage.Accepted,
            DeliveryId = null,
            DeliveringNode = null,
            CompletedAt = null,
            OutcomeCode = null,
        },
        RequestAmended e => this with
        {
            Source = new SourceAccountState(
                e.RequestedAt, e.SourceUpdatedAt, SourceStatuses.Parse(e.SourceStatus), e.SourceEndedAt, e.Channel, e.ServiceCode,
                e.ServiceName, e.CategoryCode, e.RegionCode, e.UtcOffsetMinutes),
        },
        ReferralOffered e => this with
        {
            Stage = e.Kind == ReferralKinds.Transfer ? CaseStage.Referred : Stage,
            OpenReferrals = OpenReferrals.Add(e.ReferralId, new OpenReferral(e.ReferralId, e.ToNode, e.Kind)),
            UsedIds = UsedIds.Add(e.ReferralId),
        },
        ReferralAccepted e => Accepted(e),
        ReferralRejected e => this with
        {
            Stage = e.Kind == ReferralKinds.Transfer ? CaseStage.Accepted : Stage,
            OpenReferrals = OpenReferrals.Remove(e.ReferralId),
        },
        DeliveryStarted e => this with
        {
            Stage = CaseStage.InDelivery,
            DeliveryId = e.DeliveryId,
            DeliveringNode = e.NodeId,
            CompletedAt = null,
            OutcomeCode = null,
            UsedIds = UsedIds.Add(e.DeliveryId),
        },
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
        DeliveryDisputed => this with { Stage = CaseStage.Disputed },
        RatingSubmitted e => this with { RatedDeliveries = RatedDeliveries.Add(e.DeliveryId) },
        FeeQuoted e => this with
        {
            LatestQuote = new Quote(e.QuoteId, e.TotalFen, e.ValidUntil, Agreed: false),
            UsedIds = UsedIds.Add(e.QuoteId),
        },
        FeeAgreed => this with { LatestQuote = LatestQuote! with { Agreed = true } },
        FeeCharged e => this with
        {
            ChargedFen = ChargedFen + e.TotalFen,
            ChargedQuotes = ChargedQuotes.Add(e.QuoteId),
        },
        FeePaid e => this with { PaidFen = PaidFen + e.AmountFen },
        FeeRefunded e => this with { RefundedFen = RefundedFen + e.AmountFen },
        FeeWaived e => this with { WaivedFen = WaivedFen + e.AmountFen },
        _ => throw NotEvolved(fact),
    };

    private CaseState Accepted(ReferralAccepted e)
    {
        var answered = this with { OpenReferrals = OpenReferrals.Remove(e.ReferralId) };
        return e.Kind switch
        {
            ReferralKinds.Transfer => answered with
            {
                Stage = CaseStage.Assigned,
                OwnerNode = e.ToNode,
                Hops = Hops + 1,
            },
            ReferralKinds.CoDelivery => answered with { CoDeliveryNodes = CoDeliveryNodes.Add(e.ToNode) },
            _ => answered,
        };
    }
    // The first account of a source has no RequestAmended to say so.
    private SourceAccountState? EndedBySource(CaseEvent ending, SourceStatus status) =>
        Source is not null && ending.Envelope.Channel == Channels.Import
            ? Source with { Status = status, EndedAt = ending.Envelope.OccurredAt }
            : Source;
}
