using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>How far the network is built: by phase of its plan and by city.</summary>
internal static class Rollout
{
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
}
