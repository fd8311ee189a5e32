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

    public Timeline<PlatformStatus> Statuses { get; init; } = Timeline<PlatformStatus>.Empty;

    public static string StreamOf(string code) => Prefix + code;

    /// <summary>The code in a stream id that <see cref="StreamOf"/> made.</summary>
    public static string CodeOf(string stream) => stream[Prefix.Length..];

    /// <summary>The status in force at an instant.</summary>
    public PlatformStatus StatusAt(DateTimeOffset instant) => Statuses.At(instant);

    public bool IsOpenAt(DateTimeOffset instant) => StatusAt(instant) == PlatformStatus.Open;

    protected override PlatformState Apply(LedgerEvent fact) => fact switch
    {
        PlatformRegistered e => this with { Kind = e.Kind, RegionCode = e.RegionCode, ClusterCode = e.ClusterCode },
        PlatformPhaseAssigned e => this with { Phase = e.Phase },
        PlatformOpened e => Changed(e, Earlier(e.Envelope.OccurredAt, e.Envelope.RecordedAt), PlatformStatus.Open),
        PlatformSuspended e => Changed(e, e.EffectiveFrom, PlatformStatus.Suspended),
        PlatformReinstated e => Changed(e, e.EffectiveFrom, PlatformStatus.Open),
        PlatformRevoked e => Changed(e, e.EffectiveFrom, PlatformStatus.Revoked),
        PlatformHotlineChanged or BrandingAttested => this,
        _ => throw NotEvolved(fact),
    };

    private PlatformState Changed(PlatformEvent fact, DateTimeOffset from, PlatformStatus status) =>
        this with { Statuses = Statuses.Add(fact.Envelope.RecordedAt, from, status) };

    // The caller's clock may run ahead.
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
