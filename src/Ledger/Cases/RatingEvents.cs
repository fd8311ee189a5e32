using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Parts of a rating, each from 1 to 5.</summary>
public sealed record RatingDimensions(int Efficiency, int Quality, int Attitude, int Convenience, int FeeFairness);

/// <param name="Channel">How the requester was asked, one of <see cref="Channels"/>.</param>
[EventType("rating.invited")]
public sealed record RatingInvited(Envelope Envelope, [Public] Guid DeliveryId, [Public] string Channel) : CaseEvent(Envelope);

/// <param name="RatingNo">Number of the rating within its delivery, from 1.</param>
/// <param name="Score">1 (very dissatisfied) to 5 (very satisfied).</param>
/// <param name="Dims">Parts of the rating, where the requester gave them.</param>
[EventType("rating.submitted")]
public sealed record RatingSubmitted(
    Envelope Envelope,
    [Public] Guid DeliveryId,
    [Public] int RatingNo,
    [Public] int Score,
    [Public] bool Contacted,
    [Public] bool Resolved,
    [Public] RatingDimensions? Dims,
    Sealed Comment) : CaseEvent(Envelope);

/// <summary>The requester thought again; the rating it supersedes counts no more.</summary>
/// <param name="Supersedes">Number of the rating that counted until now.</param>
[EventType("rating.revised")]
public sealed record RatingRevised(
    Envelope Envelope,
    [Public] Guid DeliveryId,
    [Public] int RatingNo,
    [Public] int Supersedes,
    [Public] int Score,
    [Public] bool Contacted,
    [Public] bool Resolved,
    [Public] RatingDimensions? Dims,
    [Public] string ReasonCode,
    Sealed Comment) : CaseEvent(Envelope);

/// <summary>The province found that the rating is not genuine; it counts no more.</summary>
[EventType("rating.invalidated")]
public sealed record RatingInvalidated(
    Envelope Envelope, [Public] Guid DeliveryId, [Public] int Supersedes, [Public] string ReasonCode, [Public] string DecidedByUnit)
    : CaseEvent(Envelope);

/// <param name="Result">solved, unsolved or not_reached.</param>
[EventType("rating.callback_done")]
public sealed record RatingCallbackDone(Envelope Envelope, [Public] Guid DeliveryId, [Public] string Result) : CaseEvent(Envelope);

/// <param name="DueAt">To be put right before this instant; none where the calendar of the year is not published.</param>
[EventType("rating.rectification_opened")]
public sealed record RatingRectificationOpened(Envelope Envelope, [Public] Guid DeliveryId, [Public] int RatingNo, [Public] DateTimeOffset? DueAt)
    : CaseEvent(Envelope);

/// <param name="ActionCode">What was done.</param>
/// <param name="Summary">The same in words.</param>
/// <param name="Rechecked">The requester was asked again.</param>
[EventType("rating.rectification_closed")]
public sealed record RatingRectificationClosed(
    Envelope Envelope, [Public] Guid DeliveryId, [Public] string ActionCode, [Public] bool Rechecked, Sealed Summary) : CaseEvent(Envelope);
