using Ledger.Deciding;

namespace Ledger.Governance.Findings;

/// <summary>A fact about what becomes of a violation that an evaluation found. Stream <c>finding-ID</c>.</summary>
/// <param name="Rule">The rule that is violated, such as D3-UNLISTED_FEE.</param>
/// <param name="Month">yyyy-MM, Asia/Shanghai.</param>
/// <param name="AnsweringNode">The platform that answers for it; left out where only the network does.</param>
public abstract record FindingEvent(Envelope Envelope, string Rule, string Month, string? AnsweringNode) : LedgerEvent(Envelope);

/// <inheritdoc cref="FindingEvent"/>
[EventType("violation.acknowledged")]
public sealed record ViolationAcknowledged(
    Envelope Envelope, [Public] string Rule, [Public] string Month, [Public] string? AnsweringNode)
    : FindingEvent(Envelope, Rule, Month, AnsweringNode);

/// <param name="ReasonCode">What was done about it.</param>
/// <inheritdoc cref="FindingEvent"/>
[EventType("violation.cured")]
public sealed record ViolationCured(
    Envelope Envelope, [Public] string Rule, [Public] string Month, [Public] string? AnsweringNode, [Public] string ReasonCode)
    : FindingEvent(Envelope, Rule, Month, AnsweringNode);

/// <param name="ReasonCode">Why it is not held against anybody.</param>
/// <inheritdoc cref="FindingEvent"/>
[EventType("violation.waived")]
public sealed record ViolationWaived(
    Envelope Envelope, [Public] string Rule, [Public] string Month, [Public] string? AnsweringNode, [Public] string ReasonCode)
    : FindingEvent(Envelope, Rule, Month, AnsweringNode);
