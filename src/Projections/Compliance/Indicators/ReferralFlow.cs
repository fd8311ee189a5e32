using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>Who hands on to whom (domain.md C12, C16): the referrals offered in the period between each two platforms, and what
/// became of them as far as the entries go. From a platform to itself: to a provider that works there.</summary>
internal static class ReferralFlow
{
    private const string Waiting = "waiting";
    private const string ForInformation = "for_information";

    private static readonly string[] Answers = ["referral.accepted", "referral.rejected", "referral.expired", "referral.recalled"];

    private static readonly (string Became, string Name)[] Beside =
        [.. Answers.Append(Waiting).Append(ForInformation).Select(became => (became, became[(became.IndexOf('.') + 1)..]))];

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var offers = cases[Figure.Referrals].GroupBy(sum => (From: sum.Of, To: sum.By!));
        foreach (var pair in offers.OrderBy(pair => pair.Key.From, StringComparer.Ordinal).ThenBy(pair => pair.Key.To, StringComparer.Ordinal))
        {
            var sums = pair.ToArray();
            yield return Referrals.Count(period, pair.Times(), ("from", pair.Key.From), ("to", pair.Key.To)) with
            {
                Beside = IndicatorKind.Beside([.. Beside.Select(one => (one.Name, Times(sums, one.Became)))]),
            };
        }
    }

    private static Int128 Times(CaseSum[] sums, string became)
    {
        var times = (Int128)0;
        foreach (var sum in sums)
        {
            times += sum.As == became ? sum.Times : 0;
        }

        return times;
    }

    internal static void Count(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (type == "referral.offered" && counts.Case.Entries[index].Fields is var offer)
            {
                var (from, to) = (offer.RequireText("from_node"), offer.RequireText("to_node"));
                counts.Add(Figure.Referrals, from, to, Became(counts.Case, index, offer));
            }
        }
    }

    private static string Became(CaseFacts found, int index, KeptFields offer)
    {
        var id = offer.RequireText("referral_id");
        foreach (var answer in Answers)
        {
            if (found.FirstFrom(index, answer, "referral_id", id) is not null)
            {
                return answer;
            }
        }

        return offer.RequireText("kind") == "information" ? ForInformation : Waiting;
    }
}
