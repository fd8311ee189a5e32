using Projections.Past;
using Projections.Streams;

namespace Projections.Regimes;

/// <summary>Reads views.regime_view within the caller's transaction.</summary>
public static class RegimeQuery
{
    /// <summary>The regime that the network is judged by at an instant: of those adopted, the one that took effect last; of those
    /// that took effect together, the one recorded last.</summary>
    public static async Task<(string Id, RegimeVersion Version)?> InForce(ViewSource source, DateTimeOffset at, CancellationToken ct)
    {
        var regimes = await StreamViewQuery.Page<RegimeView>(source, new Conditions(), StreamViewQuery.All, ct);
        return regimes
            .Select(regime => (regime.Code, Version: regime.Versions.At(at)))
            .Where(found => found.Version is not null)
            .OrderByDescending(found => found.Version!.EffectiveFrom).ThenByDescending(found => found.Version!.Position)
            .Select(found => ((string, RegimeVersion)?)(found.Code, found.Version!))
            .FirstOrDefault();
    }

    /// <summary>The versions that the entries at some positions adopted.</summary>
    public static async Task<List<(string Id, RegimeVersion Version)>> Adopted(ViewSource source, long[] positions, CancellationToken ct)
    {
        var regimes = await StreamViewQuery.Page<RegimeView>(source, new Conditions(), StreamViewQuery.All, ct);
        return [.. regimes.SelectMany(regime => regime.Versions.Where(version => positions.Contains(version.Position)).Select(version => (regime.Code, version)))];
    }
}
