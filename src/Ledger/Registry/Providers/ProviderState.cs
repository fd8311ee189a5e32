using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Registry.Providers;

/// <summary>What kind of organisation a provider is.</summary>
public static class ProviderKinds
{
    public static readonly IReadOnlySet<string> All =
        new HashSet<string> { "public_institution", "enterprise", "association", "university", "financial_institution", "law_firm" };
}

/// <summary>Whether a provider may act in the network at all.</summary>
public enum ProviderStatus
{
    Active,
    Suspended,
    Revoked,
}

/// <summary>Where a provider stands in the alliance.</summary>
public enum MembershipStatus
{
    None,
    Applied,
    Admitted,
    Suspended,
    Exited,
    Expelled,
}

/// <summary>What decisions need to know about a provider.</summary>
public sealed record ProviderState : StreamState<ProviderState>
{
    public const string Prefix = "provider-";

    /// <summary>The platform that registered it; it and the province change the record.</summary>
    public string OwnerNode { get; init; } = "";

    public string RegionCode { get; init; } = "";

    public string? CountyCode { get; init; }

    public ImmutableHashSet<string> CategoryCodes { get; init; } = [];

    public bool IsIdentityVerified { get; init; }

    public Timeline<ProviderStatus> Statuses { get; init; } = Timeline<ProviderStatus>.Empty;

    public Timeline<MembershipStatus> Memberships { get; init; } = Timeline<MembershipStatus>.Empty;

    public static string StreamOf(string code) => Prefix + code;

    /// <summary>The code in a stream id that <see cref="StreamOf"/> made.</summary>
    public static string CodeOf(string stream) => stream[Prefix.Length..];

    public bool IsActiveAt(DateTimeOffset instant) => Exists && Statuses.At(instant) == ProviderStatus.Active;

    public bool IsAdmittedAt(DateTimeOffset instant) => Memberships.At(instant) == MembershipStatus.Admitted;

    protected override ProviderState Apply(LedgerEvent fact) => fact switch
    {
        ProviderRegistered e => this with
        {
            OwnerNode = e.Envelope.Node,
            RegionCode = e.RegionCode,
            CountyCode = e.CountyCode,
            CategoryCodes = [.. e.CategoryCodes],
        },
        ProviderIdentityVerified => this with { IsIdentityVerified = true },
        ProviderStatusChanged e =>
            this with { Statuses = Statuses.Add(e.Envelope.RecordedAt, e.EffectiveFrom, ProviderStatuses.Parse(e.Status)) },
        AllianceApplicationSubmitted e => Became(MembershipStatus.Applied, e, e.Envelope.RecordedAt),
        AllianceApplicationDeclined e => Became(MembershipStatus.None, e, e.Envelope.RecordedAt),
        AllianceAdmitted e => Became(MembershipStatus.Admitted, e, e.EffectiveFrom),
        AllianceSuspended e => Became(MembershipStatus.Suspended, e, e.EffectiveFrom),
        AllianceReinstated e => Became(MembershipStatus.Admitted, e, e.EffectiveFrom),
        AllianceExited e => Became(MembershipStatus.Exited, e, e.EffectiveFrom),
        AllianceExpelled e => Became(MembershipStatus.Expelled, e, e.EffectiveFrom),
        AllianceResourcesIntegrated or AllianceInteractionRecorded => this,
        _ => throw NotEvolved(fact),
    };

    private ProviderState Became(MembershipStatus status, ProviderEvent fact, DateTimeOffset from) =>
        this with { Memberships = Memberships.Add(fact.Envelope.RecordedAt, from, status) };
}

/// <summary>The words of <see cref="ProviderStatus"/> as they are stored.</summary>
public static class ProviderStatuses
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "active", "suspended", "revoked" };

    public static ProviderStatus Parse(string word) => word switch
    {
        "active" => ProviderStatus.Active,
        "suspended" => ProviderStatus.Suspended,
        _ => ProviderStatus.Revoked,
    };
}
