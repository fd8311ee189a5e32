using Ledger.Transparency;
using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// Nearby service (domain.md C18), by the basis of the choice that each offer states: of the referrals that ask somebody to act,
/// those to one in the county or city of the request, or to the nearest that could take it. Where neither a region nor a
/// distance was known, nothing is said of an offer; the coverage shows how many those are.
/// </summary>
internal static class NearbyRate
{
    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, int minimumN)
    {
        var offers = period.CaseEntries(facts, "referral.offered").Select(at => at.Entry.Fields)
            .Where(offer => offer.RequireText("kind") != "information").ToList();
        yield return Row(period, offers, minimumN);
        foreach (var platform in offers.GroupBy(offer => offer.RequireText("from_node")).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(period, [.. platform], minimumN, ("platform", platform.Key));
        }
    }

    private static Indicator Row(Period period, List<PublicFields> offers, int minimumN, params ReadOnlySpan<(string, string)> dimensions)
    {
        var known = offers.Select(offer => offer.RequireGroup("selection_basis"))
            .Where(basis => IsSameRegion(basis) || basis.RequireText("distance_band") != "unknown").ToList();
        return Nearby.Rate(
            period, known.Count(basis => IsSameRegion(basis) || basis.FindNumber("rank") == 1), known.Count, offers.Count, minimumN, dimensions) with
        {
            Beside = IndicatorKind.Beside(
                ("same_county", known.Count(basis => basis.RequireText("distance_band") == "same_county")),
                ("same_city", known.Count(basis => IsSameRegion(basis) && basis.RequireText("distance_band") != "same_county")),
                ("nearest_elsewhere", known.Count(basis => !IsSameRegion(basis) && basis.FindNumber("rank") == 1))),
        };
    }

    private static bool IsSameRegion(PublicFields basis) => basis.RequireFlag("same_region");
}
