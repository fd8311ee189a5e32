using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>How far the network is built (domain.md C1, C2): platforms open at the end of the period, of those planned, by phase
/// of the plan, and by city. Registered is who is entered and not revoked, open or not.</summary>
internal static class Rollout
{
    private const int CityDigits = 4;

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var platforms = facts.Platforms.Values.Where(platform => platform.IsRegisteredAt(period.LastInstant)).ToList();
        var planned = (Planned(facts) ?? []).ToLookup(phase => phase.Phase, phase => phase.Platforms);
        var phases = planned.Select(phase => phase.Key).Concat(platforms.Select(platform => platform.Phase).OfType<long>()).Distinct().Order();
        foreach (var phase in phases)
        {
            yield return Row(PlatformsByPhase, period, platforms.Where(platform => platform.Phase == phase), "phase", $"{phase}") with
            {
                Of = planned.Contains(phase) ? planned[phase].Sum() : null,
            };
        }

        foreach (var city in platforms.GroupBy(platform => $"{platform.RegionCode.AsSpan(0, CityDigits)}00").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(PlatformsByCity, period, city, "city", city.Key);
        }
    }

    /// <summary>What the newest plans say by phase; null where there is no plan.</summary>
    public static IReadOnlyList<(long Phase, long Platforms)>? Planned(NetworkFacts facts)
    {
        var plans = facts.Streams("plan-").Select(pair => pair.Value[^1]).ToList();
        return plans.Count == 0 ? null :
        [
            .. plans.SelectMany(plan => plan.Fields.Groups("phases")).Select(phase => (
                phase.RequireNumber("phase"), phase.RequireNumber("provincial_platforms") + phase.RequireNumber("window_platforms"))),
        ];
    }

    private static Indicator Row(IndicatorKind kind, Period period, IEnumerable<PlatformFacts> platforms, string dimension, string of)
    {
        var all = platforms.ToList();
        return kind.Count(period, all.Count(platform => platform.IsOpenAt(period.LastInstant)), (dimension, of)) with
        {
            Beside = IndicatorKind.Beside(("registered", all.Count)),
        };
    }
}
