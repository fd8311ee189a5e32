using Ledger.Deciding;

namespace Ledger.Cases;

/// <param name="PlannedAt">When it is to begin.</param>
/// <param name="Mode">onsite, online, phone or activity.</param>
[EventType("delivery.scheduled")]
public sealed record DeliveryScheduled(
    Envelope Envelope,
    [Public] Guid DeliveryId,
    [Public] string NodeId,
    [Public] string ProviderId,
    [Public] string Mode,
    [Public] DateTimeOffset PlannedAt) : CaseEvent(Envelope);

/// <param name="NodeId">The platform at which it is delivered.</param>
/// <param name="ProviderId">Code of the provider; that of the platform where it delivers itself.</param>
/// <param name="Mode">onsite, online, phone or activity.</param>
/// <param name="AgreementId">Stream id of the agreement in force under which another than the owner delivers.</param>
[EventType("delivery.started")]
public sealed record DeliveryStarted(
    Envelope Envelope,
    [Public] Guid DeliveryId,
    [Public] string NodeId,
    [Public] string ProviderId,
    [Public] string Mode,
    [Alliance] string? AgreementId) : CaseEvent(Envelope);

/// <param name="Milestone">Code of what was reached.</param>
/// <param name="Note">In the words of whoever delivers.</param>
[EventType("delivery.progressed")]
public sealed record DeliveryProgressed(Envelope Envelope, [Public] Guid DeliveryId, [Public] string Milestone, Sealed Note) : CaseEvent(Envelope);

[EventType("delivery.paused")]
public sealed record DeliveryPaused(Envelope Envelope, [Public] Guid DeliveryId, [Public] string ReasonCode) : CaseEvent(Envelope);

[EventType("delivery.resumed")]
public sealed record DeliveryResumed(Envelope Envelope, [Public] Guid DeliveryId, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <summary>More time to complete was granted. The frozen clock stays as it was; this one stands beside it.</summary>
/// <param name="PreviousDue">The due time until now: the frozen one, or that of the extension before.</param>
/// <param name="ApprovedByRole">Role of who approved it.</param>
[EventType("delivery.extended")]
public sealed record DeliveryExtended(
    Envelope Envelope,
    [Public] DateTimeOffset PreviousDue,
    [Public] DateTimeOffset NewDue,
    [Public] string ReasonCode,
    [Public] string ApprovedByRole) : CaseEvent(Envelope);

/// <summary>The provider says that the service was delivered; the requester's word is a separate event.</summary>
/// <param name="OutcomeCode">resolved, partially_resolved, unresolved, information_given, not_needed or not_stated
/// (the last only from an import whose source does not say).</param>
/// <param name="PersonCount">How many people took part, where that says anything.</param>
/// <param name="EvidenceHashes">SHA-256 of documents that prove it, in hex.</param>
[EventType("delivery.completed")]
public sealed record DeliveryCompleted(
    Envelope Envelope,
    [Public] Guid DeliveryId,
    [Public] string OutcomeCode,
    [Public] int ServiceCount,
    [Public] int EnterpriseCount,
    [Alliance] int? PersonCount,
    [Public] IReadOnlyList<string> EvidenceHashes) : CaseEvent(Envelope);

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

/// <summary>The requester said nothing for so long that the delivery stands. It is no rating and no satisfaction (INV-11).</summary>
/// <param name="AfterDays">Days of 24 hours since the completion that had to pass.</param>
[EventType("delivery.deemed_confirmed")]
public sealed record DeliveryDeemedConfirmed(Envelope Envelope, [Public] Guid DeliveryId, [Public] int AfterDays) : CaseEvent(Envelope);

[EventType("delivery.aborted")]
public sealed record DeliveryAborted(Envelope Envelope, [Public] Guid DeliveryId, [Public] string ReasonCode) : CaseEvent(Envelope);
