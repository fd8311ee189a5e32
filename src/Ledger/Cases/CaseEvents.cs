using Ledger.Journal;

namespace Ledger.Cases;

// The names and shapes of these records are the storage format. A stored shape never changes: add a new version to
// EventCatalogue and an upcast. Times are UTC to the millisecond, money is integer fen (1 CNY = 100 fen).

/// <summary>A fact about one case: a service request from its submission to its last rating and fee.</summary>
public abstract record CaseEvent(Envelope Envelope);

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
public sealed record RequestSubmitted(
    Envelope Envelope,
    string FirstContactNode,
    string Channel,
    string ServiceCode,
    string ServiceName,
    string CategoryCode,
    string RegionCode,
    int UtcOffsetMinutes,
    string? SizeClass,
    string? IndustryCode,
    SourceReference? Source) : CaseEvent(Envelope);

/// <summary>The owning platform took the request on.</summary>
/// <param name="Nature">public_good, discounted or market, as the catalogue said at acceptance.</param>
public sealed record RequestAccepted(Envelope Envelope, string ServiceCode, string Nature) : CaseEvent(Envelope);

public sealed record RequestDeclined(Envelope Envelope, string ReasonCode, string DecidedByUnit, string? Alternative)
    : CaseEvent(Envelope);

public sealed record RequestWithdrawn(Envelope Envelope, string ReasonCode) : CaseEvent(Envelope);

/// <param name="Trigger">requester, callback, audit or source.</param>
public sealed record RequestReopened(Envelope Envelope, string ReasonCode, string Trigger) : CaseEvent(Envelope);

/// <summary>The system a request was imported from gave a newer account of it; the newest account binds.</summary>
/// <param name="RequestedAt">When the source now says the request was made.</param>
/// <param name="SourceUpdatedAt">The source's own time of this account; an older one never replaces it.</param>
/// <param name="SourceStatus">open, withdrawn or closed, as the source says; the case may stand elsewhere, where the network
/// itself moved it.</param>
/// <param name="SourceEndedAt">When it was closed or withdrawn there; none exactly when it is open.</param>
public sealed record RequestAmended(
    Envelope Envelope,
    DateTimeOffset RequestedAt,
    DateTimeOffset SourceUpdatedAt,
    string SourceStatus,
    DateTimeOffset? SourceEndedAt,
    string Channel,
    string ServiceCode,
    string ServiceName,
    string CategoryCode,
    string RegionCode,
    int UtcOffsetMinutes,
    string ReasonCode) : CaseEvent(Envelope);

/// <param name="Kind">transfer, co_delivery or information.</param>
/// <param name="HopNo">Of a transfer: its place in the chain of hand-offs, from 1. Of another kind: how many hand-offs were
/// accepted before it.</param>
public sealed record ReferralOffered(
    Envelope Envelope,
    Guid ReferralId,
    string FromNode,
    string ToNode,
    string Kind,
    int HopNo,
    DateTimeOffset RespondBy,
    string ReasonCode) : CaseEvent(Envelope);

public sealed record ReferralAccepted(Envelope Envelope, Guid ReferralId, string ToNode, string Kind) : CaseEvent(Envelope);

public sealed record ReferralRejected(Envelope Envelope, Guid ReferralId, string Kind, string ReasonCode) : CaseEvent(Envelope);

/// <param name="Mode">onsite, online, phone or activity.</param>
public sealed record DeliveryStarted(Envelope Envelope, Guid DeliveryId, string NodeId, string ProviderId, string Mode)
    : CaseEvent(Envelope);

/// <summary>The provider says that the service was delivered; the requester's word is a separate event.</summary>
/// <param name="OutcomeCode">resolved, partially_resolved, unresolved, information_given, not_needed or not_stated
/// (the last only from an import whose source does not say).</param>
public sealed record DeliveryCompleted(
    Envelope Envelope,
    Guid DeliveryId,
    string OutcomeCode,
    int ServiceCount,
    int EnterpriseCount) : CaseEvent(Envelope);

/// <summary>The source of an imported case moved the time of its completion.</summary>
public sealed record DeliveryAmended(
    Envelope Envelope,
    Guid DeliveryId,
    DateTimeOffset CompletedAt,
    string OutcomeCode,
    string ReasonCode) : CaseEvent(Envelope);

/// <param name="Method">call, sms, online, onsite or signature.</param>
public sealed record DeliveryConfirmed(Envelope Envelope, Guid DeliveryId, string Method) : CaseEvent(Envelope);

public sealed record DeliveryDisputed(Envelope Envelope, Guid DeliveryId, string ReasonCode) : CaseEvent(Envelope);

/// <param name="Score">1 (very dissatisfied) to 5 (very satisfied).</param>
public sealed record RatingSubmitted(Envelope Envelope, Guid DeliveryId, int Score, bool Contacted, bool Resolved)
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

public sealed record FeeQuoted(
    Envelope Envelope,
    Guid QuoteId,
    IReadOnlyList<FeeLine> Lines,
    long TotalFen,
    DateTimeOffset ValidUntil) : CaseEvent(Envelope);

/// <param name="Method">call, sms, online, onsite or signature.</param>
public sealed record FeeAgreed(Envelope Envelope, Guid QuoteId, string Method) : CaseEvent(Envelope);

public sealed record FeeCharged(Envelope Envelope, Guid QuoteId, IReadOnlyList<FeeLine> Lines, long TotalFen)
    : CaseEvent(Envelope);

/// <param name="Method">transfer, card, cash, voucher or online.</param>
public sealed record FeePaid(Envelope Envelope, long AmountFen, string Method) : CaseEvent(Envelope);

public sealed record FeeRefunded(Envelope Envelope, long AmountFen, string ReasonCode) : CaseEvent(Envelope);

/// <summary>Part or all of what was charged and not yet paid is given up.</summary>
public sealed record FeeWaived(Envelope Envelope, long AmountFen, string ReasonCode) : CaseEvent(Envelope);
