using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>Who hands on to whom (domain.md C12, C16): the referrals offered in the period between each two platforms, and what
/// became of them as far as the entries go. From a platform to itself: to a provider that works there.</summary>
internal static class ReferralFlow
{
    private static readonly string[] Answers = ["referral.accepted", "referral.rejected", "referral.expired", "referral.recalled"];

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var offers = cases[Figure.Referrals].GroupBy(sum => (From: sum.Of, To: sum.By!));
        foreach (var pair in offers.OrderBy(pair => pair.Key.From, StringComparer.Ordinal).ThenBy(pair => pair.Key.To, StringComparer.Ordinal))
        {
            yield return Referrals.Count(period, pair.Times(), ("from", pair.Key.From), ("to", pair.Key.To)) with
            {
                Beside = IndicatorKind.Beside(
                    [.. Answers.Append("waiting").Append("for_information").Select(answer => (answer[(answer.IndexOf('.') + 1)..], (Int128)pair.Where(sum => sum.As == answer).Times()))]),
            };
        }
    }

    internal static void Count(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (type == "referral.offered" && counts.Case.Entries[index].Fields is var offer)
            {
                var (from, to) = (offer.RequireText("from_node"), offer.RequireText("to_node"));
                var (found, id) = (counts.Case, offer.RequireText("referral_id"));
                var became = Array.Find(Answers, answer => found.FirstFrom(index, answer, "referral_id", id) is not null)
                    ?? (offer.RequireText("kind") == "information" ? "for_information" : "waiting");
                counts.Add(Figure.Referrals, from, to, became);
            }
        }
    }
}
