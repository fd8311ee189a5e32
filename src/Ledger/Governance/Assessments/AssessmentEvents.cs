using Ledger.Deciding;

namespace Ledger.Governance.Assessments;

/// <summary>A fact about one cycle of assessment. Stream <c>assessment-CYCLE</c>.</summary>
public abstract record AssessmentEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Dimension">One of <see cref="AssessmentDimensions"/>.</param>
/// <param name="WeightBp">Share of the total in basis points; those of a scheme sum to 10000.</param>
public sealed record AssessmentIndicator(string Dimension, string Code, string Name, int WeightBp);

/// <param name="Indicator">Code of an indicator of the scheme.</param>
/// <param name="ScoreCenti">Hundredths of a point, 0 to 10000.</param>
public sealed record IndicatorScore(string Indicator, int ScoreCenti);

/// <param name="PassCenti">Totals from here on pass: hundredths of a point, 0 to 10000.</param>
[EventType("assessment.scheme_adopted")]
public sealed record AssessmentSchemeAdopted(
    Envelope Envelope, [Public] string SchemeId, [Public] IReadOnlyList<AssessmentIndicator> Indicators, [Public] int PassCenti)
    : AssessmentEvent(Envelope);

/// <param name="Subject">Key of the platform or provider assessed.</param>
/// <param name="TotalMicro">Millionths of a point, 0 to 100000000: the sum of weight times score, exact.</param>
/// <param name="AsOfSize">Number of entries of the public log that the scores follow from.</param>
[EventType("assessment.conducted")]
public sealed record AssessmentConducted(
    Envelope Envelope,
    [Public] string Subject,
    [Public] IReadOnlyList<IndicatorScore> Scores,
    [Public] long TotalMicro,
    [Public] bool Passed,
    [Public] long AsOfSize) : AssessmentEvent(Envelope);

/// <param name="Subjects">How many were assessed.</param>
/// <param name="AsOfSize">Number of entries of the public log that the publication refers to.</param>
[EventType("assessment.published")]
public sealed record AssessmentPublished(Envelope Envelope, [Public] int Subjects, [Public] long AsOfSize) : AssessmentEvent(Envelope);

/// <param name="AppealNo">From 1 within the cycle.</param>
[EventType("assessment.appealed")]
public sealed record AssessmentAppealed(Envelope Envelope, [Public] int AppealNo, [Public] string Subject, Sealed Grounds)
    : AssessmentEvent(Envelope);

/// <param name="Upheld">Whether the appeal was right; then the scores are revised.</param>
/// <param name="Scores">The revised scores; none when the appeal was rejected, as with total and pass.</param>
/// <param name="TotalMicro">Millionths of a point.</param>
[EventType("assessment.appeal_decided")]
public sealed record AssessmentAppealDecided(
    Envelope Envelope,
    [Public] int AppealNo,
    [Public] bool Upheld,
    [Public] string ReasonCode,
    [Public] IReadOnlyList<IndicatorScore>? Scores,
    [Public] long? TotalMicro,
    [Public] bool? Passed) : AssessmentEvent(Envelope);
