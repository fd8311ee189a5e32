using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>What a platform is in the network (domain.md 5.1).</summary>
public static class PlatformKinds
{
    public const string Provincial = "provincial";
    public const string ComprehensiveWindow = "comprehensive_window";
    public const string ClusterWindow = "cluster_window";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Provincial, ComprehensiveWindow, ClusterWindow };
}

public enum PlatformStatus
{
    Registered,
    Open,
    Suspended,
    Revoked,
}

/// <summary>What decisions need to know about a platform.</summary>
public sealed record PlatformState : StreamState<PlatformState>
{
    public const string Prefix = "platform-";

    public string Kind { get; init; } = "";

    public string RegionCode { get; init; } = "";

    public string? ClusterCode { get; init; }

    public int? Phase { get; init; }

    /// <summary>Every change of status and the instant from which it holds, in the order of recording.</summary>
    public ImmutableList<(DateTimeOffset From, PlatformStatus Status)> Statuses { get; init; } = [];

    public static string StreamOf(string code) => Prefix + code;

    /// <summary>The status in force at an instant: that of the latest change whose time has come.</summary>
    public PlatformStatus StatusAt(DateTimeOffset instant) => Statuses.FindLast(change => change.From <= instant).Status;

    public bool IsOpenAt(DateTimeOffset instant) => StatusAt(instant) == PlatformStatus.Open;

    /// <summary>The status that was decided last, its time perhaps still to come.</summary>
    public PlatformStatus LatestStatus => Statuses.IsEmpty ? PlatformStatus.Registered : Statuses[^1].Status;

    protected override PlatformState Apply(LedgerEvent fact) => fact switch
    {
        PlatformRegistered e => this with { Kind = e.Kind, RegionCode = e.RegionCode, ClusterCode = e.ClusterCode },
        PlatformPhaseAssigned e => this with { Phase = e.Phase },
        PlatformOpened e => Changed(e.Envelope.OccurredAt, PlatformStatus.Open),
        PlatformSuspended e => Changed(e.EffectiveFrom, PlatformStatus.Suspended),
        PlatformReinstated e => Changed(e.EffectiveFrom, PlatformStatus.Open),
        PlatformRevoked e => Changed(e.EffectiveFrom, PlatformStatus.Revoked),
        _ => throw NotEvolved(fact),
    };

    private PlatformState Changed(DateTimeOffset from, PlatformStatus status) => this with { Statuses = Statuses.Add((from, status)) };
}
