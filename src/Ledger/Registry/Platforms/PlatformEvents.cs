using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>A fact about one platform (node) of the network. Stream <c>platform-CODE</c>.</summary>
public abstract record PlatformEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Kind">One of <see cref="PlatformKinds"/>.</param>
/// <param name="RegionCode">GB/T 2260, six digits, of its seat.</param>
/// <param name="ClusterCode">The industry cluster it serves; only of a cluster window.</param>
/// <param name="Hotline">The telephone number it publishes.</param>
[EventType("platform.registered")]
public sealed record PlatformRegistered(
    Envelope Envelope,
    [Public] string Name,
    [Public] string Kind,
    [Public] string RegionCode,
    [Public] string? ClusterCode,
    [Public] string Hotline) : PlatformEvent(Envelope);

/// <param name="Phase">Phase of the roll-out, from 1.</param>
/// <param name="PlannedOpenOn">Day in Asia/Shanghai.</param>
[EventType("platform.phase_assigned")]
public sealed record PlatformPhaseAssigned(Envelope Envelope, [Public] int Phase, [Public] DateOnly PlannedOpenOn) : PlatformEvent(Envelope);

/// <param name="OpenedOn">Day in Asia/Shanghai. It may record from the event's own time on.</param>
[EventType("platform.opened")]
public sealed record PlatformOpened(Envelope Envelope, [Public] DateOnly OpenedOn) : PlatformEvent(Envelope);

/// <param name="EffectiveFrom">From this instant on it records nothing.</param>
[EventType("platform.suspended")]
public sealed record PlatformSuspended(Envelope Envelope, [Public] DateTimeOffset EffectiveFrom, [Public] string ReasonCode)
    : PlatformEvent(Envelope);

/// <param name="EffectiveFrom">From this instant on it may record again.</param>
[EventType("platform.reinstated")]
public sealed record PlatformReinstated(Envelope Envelope, [Public] DateTimeOffset EffectiveFrom, [Public] string ReasonCode)
    : PlatformEvent(Envelope);

/// <param name="EffectiveFrom">From this instant on it records nothing, for ever.</param>
[EventType("platform.revoked")]
public sealed record PlatformRevoked(Envelope Envelope, [Public] DateTimeOffset EffectiveFrom, [Public] string ReasonCode)
    : PlatformEvent(Envelope);
