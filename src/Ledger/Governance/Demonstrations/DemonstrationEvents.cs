using Ledger.Deciding;

namespace Ledger.Governance.Demonstrations;

/// <summary>A fact about one subject's standing as a demonstration platform. Stream <c>demonstration-SUBJECT</c>.</summary>
public abstract record DemonstrationEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Level">One of <see cref="DemonstrationLevels"/>.</param>
/// <param name="ValidFrom">First day in Asia/Shanghai.</param>
/// <param name="ValidTo">Last day in Asia/Shanghai.</param>
/// <param name="BasisCode">The notice or assessment it follows from.</param>
[EventType("demonstration.recognised")]
public sealed record DemonstrationRecognised(
    Envelope Envelope, [Public] string Level, [Public] DateOnly ValidFrom, [Public] DateOnly ValidTo, [Public] string BasisCode)
    : DemonstrationEvent(Envelope);

/// <param name="ValidTo">Last day in Asia/Shanghai after the review: later when it was passed, the former one when it was not.</param>
[EventType("demonstration.reviewed")]
public sealed record DemonstrationReviewed(
    Envelope Envelope, [Public] string Level, [Public] bool Passed, [Public] DateOnly ValidTo, [Public] string BasisCode)
    : DemonstrationEvent(Envelope);

/// <param name="RevokedOn">First day in Asia/Shanghai on which it does not hold.</param>
[EventType("demonstration.revoked")]
public sealed record DemonstrationRevoked(Envelope Envelope, [Public] string Level, [Public] DateOnly RevokedOn, [Public] string ReasonCode)
    : DemonstrationEvent(Envelope);
