using Ledger.Deciding;

namespace Ledger.Governance.Inspections;

/// <summary>A fact about one spot check. Stream <c>inspection-KEY</c>.</summary>
public abstract record InspectionEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Scope">What is looked into.</param>
/// <param name="Method">One of <see cref="InspectionMethods"/>.</param>
/// <param name="Population">Keys of all that can be drawn.</param>
/// <param name="SampleSize">How many of them are drawn.</param>
/// <param name="SeedCommitment">SHA-256 of the 32 bytes of the seed, hexadecimal; of a random inspection only.</param>
[EventType("inspection.opened")]
public sealed record InspectionOpened(
    Envelope Envelope,
    [Public] string Scope,
    [Public] string Method,
    [Public] IReadOnlyList<string> Population,
    [Public] int SampleSize,
    [Public] string? SeedCommitment) : InspectionEvent(Envelope);

/// <param name="Subjects">Keys of those drawn, in the order in which they were.</param>
/// <param name="Seed">64 hexadecimal digits; public when the inspection closes. Of a random inspection only.</param>
[EventType("inspection.sample_drawn")]
public sealed record SampleDrawn(Envelope Envelope, [Public] IReadOnlyList<string> Subjects, [Alliance] string? Seed)
    : InspectionEvent(Envelope);

/// <param name="FindingNo">From 1 within the inspection.</param>
/// <param name="Subject">Key of one of those drawn.</param>
/// <param name="Severity">One of <see cref="FindingSeverities"/>.</param>
[EventType("inspection.finding_recorded")]
public sealed record FindingRecorded(
    Envelope Envelope,
    [Public] int FindingNo,
    [Public] string Subject,
    [Public] string Severity,
    [Public] string FindingCode,
    Sealed Detail) : InspectionEvent(Envelope);

/// <param name="EvidenceHash">SHA-256 of what proves it, 64 hexadecimal digits.</param>
[EventType("inspection.rectified")]
public sealed record FindingRectified(Envelope Envelope, [Public] int FindingNo, [Public] string EvidenceHash) : InspectionEvent(Envelope);

/// <param name="Seed">64 hexadecimal digits: with it anyone draws the sample again (see <see cref="Sampling"/>).</param>
/// <param name="OpenFindings">How many findings are not rectified.</param>
[EventType("inspection.closed")]
public sealed record InspectionClosed(Envelope Envelope, [Public] string? Seed, [Public] int OpenFindings) : InspectionEvent(Envelope);
