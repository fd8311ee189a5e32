using Ledger.Deciding;

namespace Ledger.Governance.Consequences;

/// <summary>What the province did because of an assessment or inspection. Stream <c>consequence-KEY</c>, of one event.</summary>
public abstract record ConsequenceEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Subject">Key of the platform or provider.</param>
/// <param name="BasisKind">One of <see cref="ConsequenceBases"/>.</param>
/// <param name="BasisKey">Cycle of the assessment, or key of the inspection.</param>
/// <param name="AmountFen">More than 0; none for an incentive that is not money.</param>
/// <param name="FundId">Key of the fund that pays.</param>
[EventType("incentive.granted")]
public sealed record IncentiveGranted(
    Envelope Envelope,
    [Public] string Subject,
    [Public] string BasisKind,
    [Public] string BasisKey,
    [Public] long? AmountFen,
    [Public] string ReasonCode,
    [Public] string? FundId) : ConsequenceEvent(Envelope);

/// <param name="Subject">Key of the platform or provider.</param>
/// <param name="BasisKind">One of <see cref="ConsequenceBases"/>.</param>
/// <param name="BasisKey">Cycle of the assessment, or key of the inspection.</param>
/// <param name="MeasureCode">What is imposed.</param>
/// <param name="AmountFen">More than 0; none for a sanction that is not money.</param>
[EventType("sanction.imposed")]
public sealed record SanctionImposed(
    Envelope Envelope,
    [Public] string Subject,
    [Public] string BasisKind,
    [Public] string BasisKey,
    [Public] string MeasureCode,
    [Public] long? AmountFen,
    [Public] string ReasonCode) : ConsequenceEvent(Envelope);

/// <param name="Subject">Key of the platform whose project it was.</param>
/// <param name="BasisKind">One of <see cref="ConsequenceBases"/>.</param>
/// <param name="BasisKey">Cycle of the assessment, or key of the inspection.</param>
/// <param name="AmountFen">What is to be paid back: more than 0; none where nothing was given.</param>
/// <param name="FundId">Key of the fund it goes back to; there, recovery is ordered and received.</param>
[EventType("project.revoked")]
public sealed record ProjectRevoked(
    Envelope Envelope,
    [Public] string Subject,
    [Public] string ProjectCode,
    [Public] string BasisKind,
    [Public] string BasisKey,
    [Public] long? AmountFen,
    [Public] string ReasonCode,
    [Public] string? FundId) : ConsequenceEvent(Envelope);
