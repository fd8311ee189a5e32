using Ledger.Deciding;

namespace Ledger.Catalogue.Standards;

/// <summary>A fact about one service standard of the network. Stream <c>standard-CODE</c>; <c>standard-NETWORK</c> holds what
/// is the same for every service.</summary>
public abstract record StandardEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>A standard, or a new version of it, was adopted (U2, U4). Clocks are the longest that a service may promise.</summary>
/// <param name="ResolutionId">Stream id of the conference and number of the resolution that adopted it, where there is one.</param>
/// <param name="CategoryCode">Null for the network's own standard.</param>
/// <param name="Nature">What services under it have to be; null where it leaves that open.</param>
/// <param name="FeeCapFen">Largest unit price of a fee item; null where it sets none.</param>
/// <param name="DiscountMinimumBasisPoints">Least reduction for small and micro enterprises, in hundredths of a percent.</param>
[EventType("standard.adopted")]
public sealed record StandardAdopted(
    Envelope Envelope,
    [Public] int Version,
    [Public] string Name,
    [Public] string? CategoryCode,
    [Public] string? ResolutionId,
    [Public] string? Nature,
    [Public] int AcceptWithinWorkingDays,
    [Public] int FirstContactWithinWorkingDays,
    [Public] int CompleteWithinWorkingDays,
    [Public] long? FeeCapFen,
    [Public] int DiscountMinimumBasisPoints,
    [Public] DateTimeOffset EffectiveFrom) : StandardEvent(Envelope);
