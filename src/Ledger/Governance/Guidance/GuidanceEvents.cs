using Ledger.Deciding;

namespace Ledger.Governance.Guidance;

/// <summary>A fact about one piece of advice to a platform, as after a visit. Stream <c>guidance-KEY</c>.</summary>
public abstract record GuidanceEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="ToNode">The platform that is guided.</param>
/// <param name="DueOn">Day in Asia/Shanghai by which it is to be followed, if there is one.</param>
/// <param name="Text">The advice.</param>
[EventType("guidance.issued")]
public sealed record GuidanceIssued(
    Envelope Envelope, [Public] string ToNode, [Public] string TopicCode, [Public] DateOnly? DueOn, [Alliance] string Text)
    : GuidanceEvent(Envelope);

/// <param name="OutcomeCode">What became of it.</param>
[EventType("guidance.closed")]
public sealed record GuidanceClosed(Envelope Envelope, [Public] string OutcomeCode) : GuidanceEvent(Envelope);
