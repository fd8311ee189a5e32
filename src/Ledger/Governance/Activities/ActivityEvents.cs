using Ledger.Deciding;

namespace Ledger.Governance.Activities;

/// <summary>A fact about one service to many at once, and what it led to. Stream <c>activity-KEY</c>.</summary>
public abstract record ActivityEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="HostNode">The platform that held it.</param>
/// <param name="Kind">One of <see cref="ActivityKinds"/>.</param>
/// <param name="RegionCode">GB/T 2260, six digits, of the place.</param>
/// <param name="HeldOn">Day in Asia/Shanghai.</param>
/// <param name="EnterpriseCount">How many enterprises took part.</param>
/// <param name="PersonCount">How many people took part.</param>
/// <param name="AttendeeListHash">SHA-256 of the list, 64 hexadecimal digits. Not public: a short list could be guessed from it.</param>
/// <param name="Provider">Key of the provider that served, if one did.</param>
/// <param name="CampaignId">Key of the campaign it belongs to, if it does.</param>
[EventType("activity.held")]
public sealed record ActivityHeld(
    Envelope Envelope,
    [Public] string HostNode,
    [Public] string Kind,
    [Public] string Topic,
    [Public] string RegionCode,
    [Public] DateOnly HeldOn,
    [Public] int EnterpriseCount,
    [Public] int PersonCount,
    [Alliance] string AttendeeListHash,
    Sealed Attendees,
    [Public] string? Provider,
    [Public] string? ServiceCode,
    [Public] string? CampaignId) : ActivityEvent(Envelope);

/// <param name="MatchNo">From 1 within the activity; the same number again moves that match on.</param>
/// <param name="Stage">One of <see cref="MatchStages"/>.</param>
/// <param name="Parties">Keys of those who were matched.</param>
/// <param name="AmountFen">Whole fen of the deal, more than 0, where there is an amount.</param>
[EventType("match.recorded")]
public sealed record MatchRecorded(
    Envelope Envelope,
    [Public] int MatchNo,
    [Public] string Stage,
    [Alliance] IReadOnlyList<string> Parties,
    [Alliance] long? AmountFen) : ActivityEvent(Envelope);
