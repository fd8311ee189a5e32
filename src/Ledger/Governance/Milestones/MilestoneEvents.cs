using Ledger.Deciding;

namespace Ledger.Governance.Milestones;

/// <summary>A fact about one step in the building of a platform. Stream <c>milestone-KEY</c>.</summary>
public abstract record MilestoneEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="OfNode">The platform that is built.</param>
/// <param name="DueOn">Last day in Asia/Shanghai.</param>
[EventType("milestone.planned")]
public sealed record MilestonePlanned(
    Envelope Envelope, [Public] string OfNode, [Public] string ProjectCode, [Public] string Name, [Public] DateOnly DueOn)
    : MilestoneEvent(Envelope);

/// <param name="MetOn">Day in Asia/Shanghai.</param>
/// <param name="EvidenceHash">SHA-256 of what proves it, 64 hexadecimal digits.</param>
[EventType("milestone.met")]
public sealed record MilestoneMet(Envelope Envelope, [Public] DateOnly MetOn, [Public] string EvidenceHash) : MilestoneEvent(Envelope);

/// <param name="DueOn">The last day, in Asia/Shanghai, which is over.</param>
[EventType("milestone.missed")]
public sealed record MilestoneMissed(Envelope Envelope, [Public] DateOnly DueOn) : MilestoneEvent(Envelope);
