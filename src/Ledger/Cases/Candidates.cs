using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Services;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Cases;

/// <summary>What is sought.</summary>
/// <param name="CategoryCode">Category of the service.</param>
/// <param name="RegionCode">Where it is needed: a city or county of GB/T 2260.</param>
/// <param name="Except">Code of one that is not asked: the owner of the case.</param>
public sealed record Need(string CategoryCode, string RegionCode, string? Except);

/// <summary>Somebody who could take a referral.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Kind">platform or provider.</param>
/// <param name="NodeId">The platform; of a provider, the one that publishes its service.</param>
/// <param name="OpenCases">The load it was ranked by.</param>
public sealed record Candidate(
    int Rank,
    string Kind,
    string Code,
    string NodeId,
    string RegionCode,
    bool SameCounty,
    bool SameRegion,
    string DistanceBand,
    int OpenCases);

/// <summary>How far a candidate is from the need; public, so no exact distance.</summary>
public static class DistanceBands
{
    public const string SameCounty = "same_county";
    public const string SameCity = "same_city";
    public const string Unknown = "unknown";

    internal static string Of(bool sameCounty, bool sameRegion, int? kilometres) =>
        sameCounty ? SameCounty
        : sameRegion ? SameCity
        : kilometres switch { null => Unknown, <= 100 => "within_100_km", <= 200 => "within_200_km", _ => "beyond_200_km" };
}

/// <summary>Who could take a referral, the nearest first ("nearby service", domain.md C16, C18). Pure: the same network, need,
/// instant and load give the same list.</summary>
public static class Candidates
{
    /// <summary>The rule: same county, same city, distance, fewest open cases, code.</summary>
    public const string RuleId = "NEARBY-1";

    /// <summary>Whole kilometres between the centres of two regions, by the list of regions in force at an instant; null for
    /// all while there is no list.</summary>
    public static Func<string, string, int?> Kilometres(Network network, DateTimeOffset instant) =>
        Regions.At(network, instant) is { } regions
            ? (one, other) => regions.MetresBetween(one, other) is { } metres ? (int)((metres + 500) / 1000) : null
            : static (_, _) => null;

    /// <summary>Open platforms that publish, and active and admitted providers that deliver, a service of the category in
    /// force.</summary>
    /// <param name="openCases">Open cases by code of platform or provider; who is not in it has none.</param>
    /// <param name="kilometres">Between two regions of GB/T 2260; null where it is not known.</param>
    public static IReadOnlyList<Candidate> Rank(
        Network network, Need need, DateTimeOffset now, IReadOnlyDictionary<string, int> openCases, Func<string, string, int?> kilometres)
    {
        var services = network.All<ServiceState>()
            .Select(stream => (stream.Value.NodeId, Content: stream.Value.VersionAt(now)?.Value))
            .Where(service => service.Content?.CategoryCode == need.CategoryCode)
            .ToList();
        var platforms = services.Select(service => service.NodeId).Distinct()
            .Select(code => (code, State: network.Find<PlatformState>(PlatformState.StreamOf(code))))
            .Where(platform => platform.State.IsOpenAt(now))
            .Select(platform => Unranked("platform", platform.code, platform.code, platform.State.RegionCode));
        var providers = services.GroupBy(service => service.Content!.ProviderId)
            .Select(offered => (
                offered.Key, Node: offered.Select(service => service.NodeId).Min(StringComparer.Ordinal)!,
                State: network.Find<ProviderState>(ProviderState.StreamOf(offered.Key))))
            .Where(provider => provider.State.IsActiveAt(now) && provider.State.IsAdmittedAt(now))
            .Select(provider => Unranked("provider", provider.Key, provider.Node, provider.State.CountyCode ?? provider.State.RegionCode));

        return
        [
            .. platforms.Concat(providers)
                .Where(candidate => candidate.Code != need.Except)
                .Select(candidate => (Candidate: candidate, Km: kilometres(candidate.RegionCode, need.RegionCode)))
                .Select(placed => (Candidate: Place(placed.Candidate, need, placed.Km, openCases), placed.Km))
                .OrderByDescending(placed => placed.Candidate.SameCounty)
                .ThenByDescending(placed => placed.Candidate.SameRegion)
                .ThenBy(placed => placed.Km ?? int.MaxValue)
                .ThenBy(placed => placed.Candidate.OpenCases)
                .ThenBy(placed => placed.Candidate.Code, StringComparer.Ordinal)
                .Select((placed, i) => placed.Candidate with { Rank = i + 1 }),
        ];
    }

    /// <summary>What is stored of a choice.</summary>
    /// <param name="code">Code of the one that is asked.</param>
    /// <param name="regionCode">Its seat, for one that is no candidate.</param>
    internal static SelectionBasis Basis(IReadOnlyList<Candidate> ranked, string code, string regionCode, Need need)
    {
        var chosen = ranked.FirstOrDefault(candidate => candidate.Code == code);
        return new SelectionBasis(
            RuleId, ranked.Count, chosen?.Rank, chosen?.SameRegion ?? IsSameCity(regionCode, need.RegionCode),
            chosen?.DistanceBand ?? DistanceBands.Of(sameCounty: false, IsSameCity(regionCode, need.RegionCode), kilometres: null));
    }

    private static Candidate Unranked(string kind, string code, string node, string region) =>
        new(0, kind, code, node, region, SameCounty: false, SameRegion: false, DistanceBands.Unknown, OpenCases: 0);

    private static Candidate Place(Candidate candidate, Need need, int? kilometres, IReadOnlyDictionary<string, int> openCases)
    {
        var sameCounty = candidate.RegionCode == need.RegionCode && !need.RegionCode.EndsWith("00", StringComparison.Ordinal);
        var sameRegion = IsSameCity(candidate.RegionCode, need.RegionCode);
        return candidate with
        {
            SameCounty = sameCounty,
            SameRegion = sameRegion,
            DistanceBand = DistanceBands.Of(sameCounty, sameRegion, kilometres),
            OpenCases = openCases.GetValueOrDefault(candidate.Code),
        };
    }

    // The first four digits are province and city.
    private static bool IsSameCity(string region, string other) =>
        region.Length == 6 && other.Length == 6 && region.AsSpan(0, 4).SequenceEqual(other.AsSpan(0, 4));
}
