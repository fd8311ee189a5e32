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

    public string RegionCode { get; init; } = "";

    public string? CountyCode { get; init; }

    public ImmutableHashSet<string> CategoryCodes { get; init; } = [];

    public bool IsIdentityVerified { get; init; }

    /// <summary>Every change of status and the instant from which it holds, in the order of recording.</summary>
    public ImmutableList<(DateTimeOffset From, ProviderStatus Status)> Statuses { get; init; } = [];

    /// <summary>Every change of membership and the instant from which it holds, in the order of recording.</summary>
    public ImmutableList<(DateTimeOffset From, MembershipStatus Status)> Memberships { get; init; } = [];

    public static string StreamOf(string code) => Prefix + code;

    public ProviderStatus LatestStatus => Statuses.IsEmpty ? ProviderStatus.Active : Statuses[^1].Status;

    public MembershipStatus LatestMembership => Memberships.IsEmpty ? MembershipStatus.None : Memberships[^1].Status;

    public bool IsActiveAt(DateTimeOffset instant) =>
        Exists && Statuses.FindLast(change => change.From <= instant).Status == ProviderStatus.Active;

    public bool IsAdmittedAt(DateTimeOffset instant) =>
        Memberships.FindLast(change => change.From <= instant).Status == MembershipStatus.Admitted;

    protected override ProviderState Apply(LedgerEvent fact) => fact switch
    {
        ProviderRegistered e => this with { RegionCode = e.RegionCode, CountyCode = e.CountyCode, CategoryCodes = [.. e.CategoryCodes] },
        ProviderIdentityVerified => this with { IsIdentityVerified = true },
        ProviderStatusChanged e => this with { Statuses = Statuses.Add((e.EffectiveFrom, ProviderStatuses.Parse(e.Status))) },
        AllianceApplicationSubmitted e => Now(MembershipStatus.Applied, e.Envelope.OccurredAt),
        AllianceAdmitted e => Now(MembershipStatus.Admitted, e.EffectiveFrom),
        AllianceSuspended e => Now(MembershipStatus.Suspended, e.EffectiveFrom),
        AllianceExited e => Now(MembershipStatus.Exited, e.EffectiveFrom),
        AllianceExpelled e => Now(MembershipStatus.Expelled, e.EffectiveFrom),
        AllianceResourcesIntegrated or AllianceInteractionRecorded => this,
        _ => throw NotEvolved(fact),
    };

    private ProviderState Now(MembershipStatus status, DateTimeOffset from) => this with { Memberships = Memberships.Add((from, status)) };
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
