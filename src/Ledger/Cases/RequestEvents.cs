using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>The record of another system that an imported case stands for.</summary>
/// <param name="System">Name the importer gave the system, such as <c>boston</c>.</param>
/// <param name="Id">The record's id there, byte for byte.</param>
/// <param name="UpdatedAt">The system's own time of the account that was taken; an older one never replaces it.</param>
public sealed record SourceReference(string System, string Id, DateTimeOffset UpdatedAt);

/// <summary>What the requester allows.</summary>
/// <param name="ShareAlliance">Members that help may see what was said.</param>
/// <param name="PublicNaming">The enterprise may be named.</param>
/// <param name="Callback">It may be called back.</param>
public sealed record RequesterConsent(bool ShareAlliance, bool PublicNaming, bool Callback);

/// <summary>A need was brought to the network. First event of every case. An import seals nothing and has no consent,
/// contact or enterprise: its source says none of them.</summary>
/// <param name="Channel">How the requester reached the network, one of <see cref="Channels"/>.</param>
/// <param name="UtcOffsetMinutes">The requester's wall clock, as minutes from UTC at <see cref="Envelope.OccurredAt"/>;
/// 480 for the network itself (Asia/Shanghai). It fixes the day and month in which the request counts.</param>
/// <param name="RegionCode">City, GB/T 2260; for records from elsewhere the source's own code.</param>
/// <param name="SizeClass">micro, small, medium or large; left out for a sole trader.</param>
/// <param name="IndustryCode">Two digits of GB/T 4754; left out for a sole trader.</param>
/// <param name="DueAcceptAt">Frozen here by the network's standard and the calendars: acceptance before this instant is in
/// time. None where no standard sets the clock or the calendar of the year is not published.</param>
/// <param name="ContactId">The one id under which the network knows this call or visit.</param>
/// <param name="EnterpriseId">Stream id of the enterprise, where it is known.</param>
/// <param name="County">GB/T 2260 of the county.</param>
/// <param name="NeedText">The need in the requester's words.</param>
/// <param name="ContactRef">How to reach the requester.</param>
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
    [Public] DateTimeOffset? DueAcceptAt,
    [Alliance] string? ContactId,
    [Alliance] string? EnterpriseId,
    [Alliance] RequesterConsent? Consent,
    Sealed? County,
    Sealed? NeedText,
    Sealed? ContactRef,
    [Alliance] SourceReference? Source) : CaseEvent(Envelope);

/// <summary>The need was met by an answer at once; the case ends as an inquiry.</summary>
/// <param name="AnswerRef">Reference of the answer that was given.</param>
/// <param name="KnowledgeId">Entry of the knowledge base that it came from.</param>
[EventType("request.answered")]
public sealed record RequestAnswered(Envelope Envelope, [Public] string AnswerRef, [Public] string? KnowledgeId) : CaseEvent(Envelope);

/// <summary>The owning platform took the request on. Every version is the one in force at that instant, and binds the case
/// from then on; a later, looser one does not.</summary>
/// <param name="Nature">public_good, discounted or market, as the catalogue said at acceptance.</param>
/// <param name="DueFirstContactAt">First contact before this instant is in time; none where the clock is not promised.</param>
/// <param name="DueCompleteAt">Completion before this instant is in time; none where the clock is not promised.</param>
[EventType("request.accepted")]
public sealed record RequestAccepted(
    Envelope Envelope,
    [Public] string ServiceCode,
    [Public] int ServiceVersion,
    [Public] string StandardCode,
    [Public] int StandardVersion,
    [Public] int ProcessVersion,
    [Public] int CommitmentVersion,
    [Public] string Nature,
    [Public] DateTimeOffset? DueFirstContactAt,
    [Public] DateTimeOffset? DueCompleteAt) : CaseEvent(Envelope);

/// <param name="ReasonText">The reason in the words of the office.</param>
[EventType("request.declined")]
public sealed record RequestDeclined(
    Envelope Envelope,
    [Public] string ReasonCode,
    [Alliance] string? ReasonText,
    [Public] string DecidedByUnit,
    [Public] string? Alternative) : CaseEvent(Envelope);

/// <summary>Something is missing; the clock stops until the requester gives it.</summary>
/// <param name="MissingItems">Codes of what is missing.</param>
[EventType("request.supplement_requested")]
public sealed record RequestSupplementRequested(Envelope Envelope, [Public] IReadOnlyList<string> MissingItems, [Public] bool ClockPaused)
    : CaseEvent(Envelope);

/// <param name="Items">Codes of what was given.</param>
[EventType("request.supplemented")]
public sealed record RequestSupplemented(Envelope Envelope, [Public] IReadOnlyList<string> Items) : CaseEvent(Envelope);

[EventType("request.withdrawn")]
public sealed record RequestWithdrawn(Envelope Envelope, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <param name="DuplicateOf">The case that goes on.</param>
[EventType("request.merged")]
public sealed record RequestMerged(Envelope Envelope, [Public] string DuplicateOf) : CaseEvent(Envelope);

/// <summary>The requester was spoken to for the first time after the submission; it stops the clock of first contact.</summary>
/// <param name="Method">call, sms, online, onsite or signature.</param>
[EventType("request.contacted")]
public sealed record RequestContacted(Envelope Envelope, [Public] string Method) : CaseEvent(Envelope);

/// <summary>The case is over.</summary>
/// <param name="OutcomeCode">What it came to: that of the delivery, or unresolved after a dispute or an aborted delivery.</param>
[EventType("request.closed")]
public sealed record RequestClosed(Envelope Envelope, [Public] string OutcomeCode, [Public] string ReasonCode) : CaseEvent(Envelope);

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
