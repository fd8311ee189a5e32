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
    private const string SameRegion = "same_region";
    private const string Nearest = "nearest";
    private const string SameCounty = "same_county";

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var offers = cases[Figure.Offers];
        yield return Row(period, offers, minimumN);
        foreach (var platform in offers.GroupBy(offer => offer.Of).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(period, [.. platform], minimumN, ("platform", platform.Key));
        }
    }

    internal static void Count(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (type == "referral.offered" && counts.Case.Entries[index].Fields is var offer && offer.RequireText("kind") != "information")
            {
                var basis = offer.RequireGroup("selection_basis");
                counts.Add(
                    Figure.Offers, offer.RequireText("from_node"),
                    basis.RequireFlag("same_region") ? SameRegion : basis.FindNumber("rank") == 1 ? Nearest : null,
                    basis.RequireText("distance_band"));
            }
        }
    }

    private static Indicator Row(Period period, List<CaseSum> offers, int minimumN, params ReadOnlySpan<(string, string)> dimensions)
    {
        var known = offers.Where(offer => offer.By == SameRegion || offer.As != "unknown").ToList();
        return Nearby.Rate(period, known.Where(offer => offer.By is not null).Times(), known.Times(), offers.Times(), minimumN, dimensions) with
        {
            Beside = IndicatorKind.Beside(
                ("same_county", known.Where(offer => offer.As == SameCounty).Times()),
                ("same_city", known.Where(offer => offer.By == SameRegion && offer.As != SameCounty).Times()),
                ("nearest_elsewhere", known.Where(offer => offer.By == Nearest).Times())),
        };
    }
}
