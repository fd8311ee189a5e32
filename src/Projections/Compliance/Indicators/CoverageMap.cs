using System.Collections.Immutable;
using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>Where the network is (domain.md C31), by the regions of GB/T 2260: platforms, members, services and demand by city, and
/// platforms and members by county. Of requests no more than the city is public. Cities are those of the list of regions in
/// force, so that one that has nothing is seen; counties are only those that have something.</summary>
internal static class CoverageMap
{
    private const int ProvinceDigits = 2;
    private const int CityDigits = 4;

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var names = Names(facts, period);
        var seats = Seats.At(facts, period.LastInstant);
        var (requests, completed) = (Cities(cases[Figure.Requests]), Cities(cases[Figure.Completions]));
        var activities = Cities(Kpis.Held(facts, period).CountBy(entry => entry.Fields.RequireText("region_code")).Select(region => (region.Key, (long)region.Value)));
        var offers = Offers(facts, period.LastInstant);
        var cities = names.Keys.Where(IsCity).Order(StringComparer.Ordinal).ToList();
        yield return CoverageOfCities.Count(period, cities.Count(city => seats.Open.Any(code => IsIn(code, city)))) with { Of = cities.Count };
        foreach (var city in cities)
        {
            yield return CoverageOfCity.Count(period, seats.Open.Count(code => IsIn(code, city)), ("city", city)) with
            {
                Beside = IndicatorKind.Beside(
                    ("platforms_registered", seats.Registered.Count(code => IsIn(code, city))),
                    ("members", seats.Members.Count(code => IsIn(code, city))),
                    ("services", offers.Count(regions => regions.Any(region => IsIn(region, city) || IsIn(city, region)))),
                    ("requests", requests.GetValueOrDefault(city)),
                    ("cases_completed", completed.GetValueOrDefault(city)),
                    ("activities", activities.GetValueOrDefault(city))),
                Details = IndicatorKind.Details(("name_zh", names[city])),
            };
        }

        foreach (var county in seats.Open.Concat(seats.Registered).Concat(seats.Members).Where(IsCounty).Distinct().Order(StringComparer.Ordinal))
        {
            yield return CoverageOfCounty.Count(period, seats.Open.Count(code => code == county), ("county", county)) with
            {
                Beside = IndicatorKind.Beside(
                    ("platforms_registered", seats.Registered.Count(code => code == county)),
                    ("members", seats.Members.Count(code => code == county))),
                Details = IndicatorKind.Details(("name_zh", names.GetValueOrDefault(county))),
            };
        }
    }

    internal static void CountRequests(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (type == "request.submitted")
            {
                counts.Add(Figure.Requests, counts.Case.Entries[index].Fields.RequireText("region_code"));
            }
        }
    }

    internal static void CountCompletions(CaseCounts counts)
    {
        if (counts.Happened.Exists(static at => at.Type == "delivery.completed"))
        {
            counts.Add(Figure.Completions, counts.Case.Submitted.Fields.RequireText("region_code"));
        }
    }

    /// <summary>Whether one region is the other, or a part of it.</summary>
    internal static bool IsIn(string code, string region) =>
        code == region
        || (IsCity(region) && code.Length == region.Length && code.AsSpan(0, CityDigits).SequenceEqual(region.AsSpan(0, CityDigits)))
        || (IsProvince(region) && code.Length == region.Length && code.AsSpan(0, ProvinceDigits).SequenceEqual(region.AsSpan(0, ProvinceDigits)));

    private static bool IsProvince(string code) => code.EndsWith("0000", StringComparison.Ordinal);

    private static bool IsCity(string code) => code.EndsWith("00", StringComparison.Ordinal) && !IsProvince(code);

    private static bool IsCounty(string code) => !code.EndsWith("00", StringComparison.Ordinal);

    private static Dictionary<string, string?> Names(NetworkFacts facts, Period period) =>
        facts.VersionsOf("codelist-region")?.At(period.LastInstant)?.Fields.Groups("items")
            .Where(item => item.FindText("replaced_by") is null)
            .ToDictionary(item => item.RequireText("code"), item => item.FindText("name_zh"), StringComparer.Ordinal) ?? [];

    private static Dictionary<string, long> Cities(IEnumerable<CaseSum> sums) => Cities(sums.Select(sum => (sum.Of, sum.Times)));

    private static Dictionary<string, long> Cities(IEnumerable<(string Region, long Times)> regions) => regions
        .Where(region => region.Region.Length > CityDigits)
        .GroupBy(region => $"{region.Region.AsSpan(0, CityDigits)}00").ToDictionary(city => city.Key, city => city.Sum(region => region.Times), StringComparer.Ordinal);

    private static List<ImmutableArray<string>> Offers(NetworkFacts facts, DateTimeOffset at) =>
    [
        .. facts.Services.Values.Select(service => service.Contents.At(at)).OfType<PublishedVersion>()
            .Select(version => ServiceFacts.ContentOf(version).Texts("region_codes")),
    ];
}
