using Ledger.Deciding;

namespace Ledger.Governance.Reports;

/// <summary>A fact about one platform's report on one month. Stream <c>report-NODE-yyyyMM</c>.</summary>
public abstract record ReportEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Code">Code of an indicator.</param>
/// <param name="Value">Whole number in the unit of the indicator.</param>
public sealed record ReportedFigure(string Code, long Value);

/// <param name="ReportingNode">The platform that reports.</param>
/// <param name="Period">Month in Asia/Shanghai, yyyy-MM.</param>
/// <param name="ReporterRole">The role that answers for the report, never a name.</param>
/// <param name="AsOfSize">Number of entries of the public log that the figures refer to.</param>
[EventType("report.submitted")]
public sealed record ReportSubmitted(
    Envelope Envelope,
    [Public] string ReportingNode,
    [Public] string Period,
    [Public] IReadOnlyList<ReportedFigure> Figures,
    [Alliance] string? Progress,
    [Alliance] string? Experience,
    [Alliance] string? Problems,
    [Alliance] string? Suggestions,
    [Public] string ReporterRole,
    [Public] long AsOfSize) : ReportEvent(Envelope);

/// <param name="Revision">Which figures are certified: 1 for those submitted, one more with each amendment.</param>
[EventType("report.certified")]
public sealed record ReportCertified(Envelope Envelope, [Public] int Revision) : ReportEvent(Envelope);

/// <param name="Revision">From 2; the figures before stay visible.</param>
/// <param name="AsOfSize">Number of entries of the public log that the figures refer to.</param>
[EventType("report.amended")]
public sealed record ReportAmended(
    Envelope Envelope,
    [Public] int Revision,
    [Public] IReadOnlyList<ReportedFigure> Figures,
    [Public] string ReasonCode,
    [Public] long AsOfSize) : ReportEvent(Envelope);

/// <param name="DueOn">Last day in Asia/Shanghai on which the report would have been in time.</param>
[EventType("report.overdue")]
public sealed record ReportBecameOverdue(
    Envelope Envelope, [Public] string ReportingNode, [Public] string Period, [Public] DateOnly DueOn) : ReportEvent(Envelope);

/// <summary>Takes the place of a report of figures: the platform had no activity in the month.</summary>
[EventType("zero_activity.declared")]
public sealed record ZeroActivityDeclared(
    Envelope Envelope, [Public] string ReportingNode, [Public] string Period, [Public] string ReporterRole) : ReportEvent(Envelope);
