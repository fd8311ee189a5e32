using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>What later decisions about a case need to know. Built from its events alone; money in fen. Each family of events
/// is evolved in a file of its own.</summary>
public sealed partial record CaseState : StreamState<CaseState>
{
    public CaseStage Stage { get; init; } = CaseStage.None;

    /// <summary>The one node answerable for the case: the first contact until a transfer is accepted.</summary>
    public string OwnerNode { get; init; } = "";

    public string CategoryCode { get; init; } = "";

    public string RegionCode { get; init; } = "";

    /// <summary>Stream id of the enterprise, where it is known: its key encrypts what the requester says.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>What the latest acceptance froze.</summary>
    public Acceptance? Acceptance { get; init; }

    public string? Nature => Acceptance?.Nature;

    /// <summary>The due time that the latest extension set; null while the frozen one stands alone.</summary>
    public DateTimeOffset? ExtendedDue { get; init; }

    public bool IsContacted { get; init; }

    /// <summary>Nodes and providers that took part by an accepted co-delivery.</summary>
    public ImmutableHashSet<string> Helpers { get; init; } = [];

    public ImmutableDictionary<Guid, OpenReferral> OpenReferrals { get; init; } = ImmutableDictionary<Guid, OpenReferral>.Empty;

    /// <summary>Transfers that were accepted.</summary>
    public int Hops { get; init; }

    /// <summary>Scheduled and not begun.</summary>
    public Guid? ScheduledDelivery { get; init; }

    public Guid? DeliveryId { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string? OutcomeCode { get; init; }

    public string? DeliveringNode { get; init; }

    public string? DeliveringProvider { get; init; }

    /// <summary>Deliveries a requester may rate: also an earlier one, which was disputed and begun again.</summary>
    public ImmutableHashSet<Guid> CompletedDeliveries { get; init; } = [];

    /// <summary>By delivery.</summary>
    public ImmutableDictionary<Guid, Rating> Ratings { get; init; } = ImmutableDictionary<Guid, Rating>.Empty;

    /// <summary>Deliveries whose bad rating is being put right.</summary>
    public ImmutableHashSet<Guid> OpenRectifications { get; init; } = [];

    public Quote? LatestQuote { get; init; }

    public ImmutableHashSet<Guid> ChargedQuotes { get; init; } = [];

    public long ChargedFen { get; init; }

    public long WaivedFen { get; init; }

    public long PaidFen { get; init; }

    public long SubsidisedFen { get; init; }

    public long RefundedFen { get; init; }

    public bool IsFeeDisputed { get; init; }

    /// <summary>What is charged and neither waived, subsidised nor paid. A refund does not open it again.</summary>
    public long OwedFen => ChargedFen - WaivedFen - SubsidisedFen - PaidFen;

    /// <summary>Ids of the referrals, deliveries and quotes so far.</summary>
    public ImmutableHashSet<Guid> UsedIds { get; init; } = [];

    public SourceAccountState? Source { get; init; }

    protected override CaseState Apply(LedgerEvent fact) =>
        Request(fact) ?? Referral(fact) ?? Delivery(fact) ?? RatingOf(fact) ?? Fee(fact) ?? throw NotEvolved(fact);

    // The first account of a source has no RequestAmended to say so.
    private SourceAccountState? EndedBySource(CaseEvent ending, SourceStatus status) =>
        Source is not null && ending.Envelope.Channel == Channels.Import
            ? Source with { Status = status, EndedAt = ending.Envelope.OccurredAt }
            : Source;
}
