using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Catalogue.Targets;

/// <summary>The indicators of the network and what each counts (domain.md 5.7).</summary>
public static class Kpis
{
    /// <summary>Satisfaction: hundredths of a percent.</summary>
    public const string BasisPoints = "basis_points";

    /// <summary>Unit by indicator: K1 pooled providers (家), K2 services organised (项次), K3 online and call intake (人次),
    /// K4 enterprise services (家次), K5 satisfaction, K6 open platforms, K7 fen spent off purpose.</summary>
    public static readonly IReadOnlyDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["K1"] = "provider_count",
        ["K2"] = "service_count",
        ["K3"] = "contact_count",
        ["K4"] = "enterprise_service_count",
        ["K5"] = BasisPoints,
        ["K6"] = "platform_count",
        ["K7"] = "fen",
    };

    public static readonly IReadOnlySet<string> All = Units.Keys.ToHashSet();
}

/// <summary>The targets of one year: by indicator the version and value that hold.</summary>
public sealed record TargetState : StreamState<TargetState>
{
    public const string Prefix = "target-";

    public ImmutableDictionary<string, (int Version, long Value)> Targets { get; init; } =
        ImmutableDictionary<string, (int Version, long Value)>.Empty;

    public static string StreamOf(int year) => $"{Prefix}{year}";

    protected override TargetState Apply(LedgerEvent fact) => fact switch
    {
        KpiTargetSet e => this with { Targets = Targets.SetItem(e.Kpi, (e.Version, e.TargetValue)) },
        _ => throw NotEvolved(fact),
    };
}
