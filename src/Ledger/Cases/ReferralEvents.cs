using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Why this one was asked: what <see cref="Candidates"/> said when the referral was offered.</summary>
/// <param name="RuleId">The rule by which candidates are ranked.</param>
/// <param name="Candidates">How many there were.</param>
/// <param name="Rank">Place of the one that was asked, from 1; none when it was no candidate.</param>
/// <param name="SameRegion">It has its seat in the city of the request.</param>
/// <param name="DistanceBand">One of <see cref="DistanceBands"/>.</param>
public sealed record SelectionBasis(string RuleId, int Candidates, int? Rank, bool SameRegion, string DistanceBand);

/// <param name="ToNode">The platform that is asked; the one at which the provider works, where a provider is asked.</param>
/// <param name="ToProvider">The provider that is asked to deliver; never of a transfer.</param>
/// <param name="Kind">transfer, co_delivery or information.</param>
/// <param name="HopNo">Of a transfer: its place in the chain of hand-offs, from 1. Of another kind: how many hand-offs were
/// accepted before it.</param>
/// <param name="SharedFields">Names of what the addressee gets to see.</param>
[EventType("referral.offered")]
public sealed record ReferralOffered(
    Envelope Envelope,
    [Public] Guid ReferralId,
    [Public] string FromNode,
    [Public] string ToNode,
    [Public] string? ToProvider,
    [Public] string Kind,
    [Public] int HopNo,
    [Public] DateTimeOffset RespondBy,
    [Public] string ReasonCode,
    [Public] SelectionBasis SelectionBasis,
    [Alliance] IReadOnlyList<string> SharedFields) : CaseEvent(Envelope);

[EventType("referral.accepted")]
public sealed record ReferralAccepted(
    Envelope Envelope, [Public] Guid ReferralId, [Public] string ToNode, [Public] string? ToProvider, [Public] string Kind) : CaseEvent(Envelope);

[EventType("referral.rejected")]
public sealed record ReferralRejected(Envelope Envelope, [Public] Guid ReferralId, [Public] string Kind, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <summary>Nobody answered in time.</summary>
/// <param name="RespondBy">The time that passed.</param>
[EventType("referral.expired")]
public sealed record ReferralExpired(Envelope Envelope, [Public] Guid ReferralId, [Public] string Kind, [Public] DateTimeOffset RespondBy)
    : CaseEvent(Envelope);

/// <summary>The one who offered it took it back before an answer.</summary>
[EventType("referral.recalled")]
public sealed record ReferralRecalled(Envelope Envelope, [Public] Guid ReferralId, [Public] string Kind, [Public] string ReasonCode) : CaseEvent(Envelope);
