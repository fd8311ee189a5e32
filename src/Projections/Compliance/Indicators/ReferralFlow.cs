using Ledger.Transparency;
using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>Who hands on to whom (domain.md C12, C16): the referrals offered in the period between each two platforms, and what
/// became of them as far as the entries go. From a platform to itself: to a provider that works there.</summary>
internal static class ReferralFlow
{
    private static readonly string[] Answers = ["accepted", "rejected", "expired", "recalled"];

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, int minimumN)
    {
        var offers = period.CaseEntries(facts, "referral.offered").GroupBy(
            at => (From: at.Entry.Fields.RequireText("from_node"), To: at.Entry.Fields.RequireText("to_node")),
            at => Became(at.Case, at.Index, at.Entry));
        foreach (var cell in offers.OrderBy(cell => cell.Key.From, StringComparer.Ordinal).ThenBy(cell => cell.Key.To, StringComparer.Ordinal))
        {
            var answers = cell.ToLookup(answer => answer);
            yield return Referrals.Count(period, cell.Count(), ("from", cell.Key.From), ("to", cell.Key.To)) with
            {
                Beside = IndicatorKind.Beside(
                    [.. Answers.Append("waiting").Append("for_information").Select(answer => (answer, (Int128)answers[answer].Count()))]),
            };
        }
    }

    private static string Became(CaseFacts found, int index, PublicEntry offer)
    {
        var id = offer.Fields.RequireText("referral_id");
        return Answers.FirstOrDefault(answer => found.FirstFrom(index, $"referral.{answer}", "referral_id", id) is not null)
            ?? (offer.Fields.RequireText("kind") == "information" ? "for_information" : "waiting");
    }
}
