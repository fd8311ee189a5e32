using Ledger.Deciding;

namespace Ledger.Cases;

// The names and shapes of these records are the storage format. A stored shape never changes: add a new version to
// EventCatalogue and an upcast. Times are UTC to the millisecond, money is integer fen (1 CNY = 100 fen).

/// <summary>A fact about one case: a service request from its submission to its last rating and fee.</summary>
public abstract record CaseEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>The record of another system that an imported case stands for.</summary>
/// <param name="System">Name the importer gave the system, such as <c>boston</c>.</param>
/// <param name="Id">The record's id there, byte for byte.</param>
/// <param name="UpdatedAt">The system's own time of the account that was taken; an older one never replaces it.</param>
public sealed record SourceReference(string System, string Id, DateTimeOffset UpdatedAt);

/// <summary>A need was brought to the network. First event of every case.</summary>
/// <param name="Channel">How the requester reached the network, one of <see cref="Channels"/>.</param>
/// <param name="UtcOffsetMinutes">The requester's wall clock, as minutes from UTC at <see cref="Envelope.OccurredAt"/>;
/// 480 for the network itself (Asia/Shanghai). It fixes the day and month in which the request counts.</param>
/// <param name="RegionCode">City, GB/T 2260; for records from elsewhere the source's own code.</param>
/// <param name="SizeClass">micro, small, medium or large; left out for a sole trader.</param>
/// <param name="IndustryCode">Two digits of GB/T 4754; left out for a sole trader.</param>
/// <param name="Source">Where an imported request came from. Seen by members only.</param>
[EventType("request.submitted")]
public sealed record RequestSubmitted(
    Envelope Envelope,
    [Public] string FirstContactNode,
    [Public] string Channel,
    [Public] string ServiceCode,
    [Public] string ServiceName,
    [Public] string CategoryCode,
    [Public] string RegionCode,
    [Public] int UtcOffsetMinutes,
    [Public] string? SizeClass,
    [Public] string? IndustryCode,
    [Alliance] SourceReference? Source) : CaseEvent(Envelope);

/// <summary>The owning platform took the request on.</summary>
/// <param name="Nature">public_good, discounted or market, as the catalogue said at acceptance.</param>
[EventType("request.accepted")]
public sealed record RequestAccepted(Envelope Envelope, [Public] string ServiceCode, [Public] string Nature) : CaseEvent(Envelope);

[EventType("request.declined")]
public sealed record RequestDeclined(Envelope Envelope, [Public] string ReasonCode, [Public] string DecidedByUnit, [Public] string? Alternative)
    : CaseEvent(Envelope);

[EventType("request.withdrawn")]
public sealed record RequestWithdrawn(Envelope Envelope, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <param name="Trigger">requester, callback, audit or source.</param>
[EventType("request.reopened")]
public sealed record RequestReopened(Envelope Envelope, [Public] string ReasonCode, [Public] string Trigger) : CaseEvent(Envelope);

/// <summary>The system a request was imported from gave a newer account of it; the newest account binds.</summary>
/// <param name="RequestedAt">When the source now says the request was made.</param>
/// <param name="SourceUpdatedAt">The source's own time of this account; an older one never replaces it.</param>
/// <param name="SourceStatus">open, withdrawn or closed, as the source says; the case may stand elsewhere, where the network
/// itself moved it.</param>
/// <param name="SourceEndedAt">When it was closed or withdrawn there; none exactly when it is open.</param>
[EventType("request.amended")]
public sealed record RequestAmended(
    Envelope Envelope,
    [Public] DateTimeOffset RequestedAt,
    [Public] DateTimeOffset SourceUpdatedAt,
    [Public] string SourceStatus,
    [Public] DateTimeOffset? SourceEndedAt,
    [Public] string Channel,
    [Public] string ServiceCode,
    [Public] string ServiceName,
    [Public] string CategoryCode,
    [Public] string RegionCode,
    [Public] int UtcOffsetMinutes,
    [Public] string ReasonCode) : CaseEvent(Envelope);

/// <param name="Kind">transfer, co_delivery or information.</param>
/// <param name="HopNo">Of a transfer: its place in the chain of hand-offs, from 1. Of another kind: how many hand-offs were
/// accepted before it.</param>
[EventType("referral.offered")]
public sealed record ReferralOffered(
    Envelope Envelope,
    [Public] Guid ReferralId,
    [Public] string FromNode,
    [Public] string ToNode,
    [Public] string Kind,
    [Public] int HopNo,
    [Public] DateTimeOffset RespondBy,
    [Public] string ReasonCode) : CaseEvent(Envelope);

[EventType("referral.accepted")]
public sealed record ReferralAccepted(Envelope Envelope, [Public] Guid ReferralId, [Public] string ToNode, [Public] string Kind) : CaseEvent(Envelope);

[EventType("referral.rejected")]
public sealed record ReferralRejected(Envelope Envelope, [Public] Guid ReferralId, [Public] string Kind, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <param name="Mode">onsite, online, phone or activity.</param>
[EventType("delivery.started")]
public sealed record DeliveryStarted(Envelope Envelope, [Public] Guid DeliveryId, [Public] string NodeId, [Public] string ProviderId, [Public] string Mode)
    : CaseEvent(Envelope);

/// <summary>The provider says that the service was delivered; the requester's word is a separate event.</summary>
/// <param name="OutcomeCode">resolved, partially_resolved, unresolved, information_given, not_needed or not_stated
/// (the last only from an import whose source does not say).</param>
[EventType("delivery.completed")]
public sealed record DeliveryCompleted(
    Envelope Envelope,
    [Public] Guid DeliveryId,
    [Public] string OutcomeCode,
    [Public] int ServiceCount,
    [Public] int EnterpriseCount) : CaseEvent(Envelope);

/// <summary>The source of an imported case moved the time of its completion.</summary>
[EventType("delivery.amended")]
public sealed record DeliveryAmended(
    Envelope Envelope,
    [Public] Guid DeliveryId,
    [Public] DateTimeOffset CompletedAt,
    [Public] string OutcomeCode,
    [Public] string ReasonCode) : CaseEvent(Envelope);

/// <param name="Method">call, sms, online, onsite or signature.</param>
[EventType("delivery.confirmed")]
public sealed record DeliveryConfirmed(Envelope Envelope, [Public] Guid DeliveryId, [Public] string Method) : CaseEvent(Envelope);

[EventType("delivery.disputed")]
public sealed record DeliveryDisputed(Envelope Envelope, [Public] Guid DeliveryId, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <param name="Score">1 (very dissatisfied) to 5 (very satisfied).</param>
[EventType("rating.submitted")]
public sealed record RatingSubmitted(Envelope Envelope, [Public] Guid DeliveryId, [Public] int Score, [Public] bool Contacted, [Public] bool Resolved)
    : CaseEvent(Envelope);

/// <summary>One line of a quote or bill.</summary>
/// <param name="QtyMilli">Quantity in thousandths of <paramref name="Unit"/>.</param>
public sealed record FeeLine(
    string FeeItemCode,
    int FeeItemVersion,
    long QtyMilli,
    string Unit,
    long UnitPriceFen,
    long DiscountFen,
    string? DiscountReason);

[EventType("fee.quoted")]
public sealed record FeeQuoted(
    Envelope Envelope,
    [Public] Guid QuoteId,
    [Public] IReadOnlyList<FeeLine> Lines,
    [Public] long TotalFen,
    [Public] DateTimeOffset ValidUntil) : CaseEvent(Envelope);

/// <param name="Method">call, sms, online, onsite or signature.</param>
[EventType("fee.agreed")]
public sealed record FeeAgreed(Envelope Envelope, [Public] Guid QuoteId, [Alliance] string Method) : CaseEvent(Envelope);

[EventType("fee.charged")]
public sealed record FeeCharged(Envelope Envelope, [Public] Guid QuoteId, [Public] IReadOnlyList<FeeLine> Lines, [Public] long TotalFen)
    : CaseEvent(Envelope);

/// <param name="Method">transfer, card, cash, voucher or online.</param>
[EventType("fee.paid")]
public sealed record FeePaid(Envelope Envelope, [Public] long AmountFen, [Alliance] string Method) : CaseEvent(Envelope);

[EventType("fee.refunded")]
public sealed record FeeRefunded(Envelope Envelope, [Public] long AmountFen, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <summary>Part or all of what was charged and not yet paid is given up.</summary>
[EventType("fee.waived")]
public sealed record FeeWaived(Envelope Envelope, [Public] long AmountFen, [Public] string ReasonCode) : CaseEvent(Envelope);
