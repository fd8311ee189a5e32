using Ledger.Deciding;

namespace Ledger.Registry.Providers;

/// <summary>A fact about one service provider, also as a member of the alliance. Stream <c>provider-USCC</c>.</summary>
public abstract record ProviderEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Kind">One of <see cref="ProviderKinds"/>.</param>
/// <param name="RegionCode">City, GB/T 2260.</param>
/// <param name="CountyCode">County, GB/T 2260; former codes are kept as given.</param>
/// <param name="CategoryCodes">Categories of service it can deliver.</param>
/// <param name="UsccOverrideReason">Why a credit code that fails its check digit is taken all the same (domain.md 5.3).</param>
[EventType("provider.registered")]
public sealed record ProviderRegistered(
    Envelope Envelope,
    [Public] string LegalName,
    [Public] string Kind,
    [Public] string RegionCode,
    [Public] string? CountyCode,
    [Public] IReadOnlyList<string> CategoryCodes,
    [Public] IReadOnlyList<string> Qualifications,
    [Alliance] string? UsccOverrideReason,
    [Alliance] string? UsccOverrideEvidenceHash,
    Sealed LegalRepresentative) : ProviderEvent(Envelope);

/// <param name="Method">How the identity was checked, such as licence or register.</param>
[EventType("provider.identity_verified")]
public sealed record ProviderIdentityVerified(Envelope Envelope, [Public] string Method, [Alliance] string EvidenceHash)
    : ProviderEvent(Envelope);

/// <param name="Status">active, suspended or revoked.</param>
/// <param name="EffectiveFrom">The instant from which it holds.</param>
[EventType("provider.status_changed")]
public sealed record ProviderStatusChanged(
    Envelope Envelope, [Public] string Status, [Public] DateTimeOffset EffectiveFrom, [Public] string ReasonCode) : ProviderEvent(Envelope);

[EventType("alliance.application_submitted")]
public sealed record AllianceApplicationSubmitted(Envelope Envelope, [Alliance] string EvidenceHash) : ProviderEvent(Envelope);

/// <param name="EffectiveFrom">The instant from which it is a member.</param>
[EventType("alliance.admitted")]
public sealed record AllianceAdmitted(
    Envelope Envelope, [Public] string Decision, [Public] DateTimeOffset EffectiveFrom) : ProviderEvent(Envelope);

[EventType("alliance.suspended")]
public sealed record AllianceSuspended(
    Envelope Envelope, [Public] string ReasonCode, [Public] DateTimeOffset EffectiveFrom) : ProviderEvent(Envelope);

[EventType("alliance.exited")]
public sealed record AllianceExited(
    Envelope Envelope, [Public] string ReasonCode, [Public] DateTimeOffset EffectiveFrom) : ProviderEvent(Envelope);

[EventType("alliance.expelled")]
public sealed record AllianceExpelled(
    Envelope Envelope, [Public] string ReasonCode, [Public] DateTimeOffset EffectiveFrom) : ProviderEvent(Envelope);

/// <param name="FromProviders">Providers whose resources it took over.</param>
[EventType("alliance.resources_integrated")]
public sealed record AllianceResourcesIntegrated(
    Envelope Envelope, [Public] IReadOnlyList<string> FromProviders, [Public] string ReasonCode) : ProviderEvent(Envelope);

/// <param name="With">Code of the other member or platform.</param>
[EventType("alliance.interaction_recorded")]
public sealed record AllianceInteractionRecorded(Envelope Envelope, [Public] string With, [Public] string Kind) : ProviderEvent(Envelope);
