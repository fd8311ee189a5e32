using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// Public and market service beside each other (domain.md C7, C14): how many deliveries were completed of each nature, as the
/// acceptance froze it, and what they brought in. What the market pays stands beside what is given for nothing: that is what
/// carries it. Money counts in the period in which it moved.
/// </summary>
internal static class ServiceMix
{
    private const string PublicGood = "public_good";
    private const string Discounted = "discounted";
    private const string Market = "market";

    private static readonly string[] Natures = [PublicGood, Discounted, Market];
    private static readonly string[] Payments = ["fee.charged", "fee.paid", "fee.refunded", "fee.waived", "fee.subsidised"];

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, int minimumN)
    {
        var (completed, moved) = (Completed(facts, period).ToList(), Moved(facts, period).ToList());
        foreach (var nature in Natures)
        {
            var (of, paid) = (completed.Count(delivery => delivery.Nature is not null), moved.Where(sum => sum.Nature == nature).ToList());
            yield return Mix.Rate(period, completed.Count(delivery => delivery.Nature == nature), of, completed.Count, minimumN, ("nature", nature)) with
            {
                Beside = IndicatorKind.Beside([.. Payments.Select(type => ($"{type["fee.".Length..]}_fen", Sum(paid.Where(sum => sum.Type == type))))]),
            };
        }

        yield return Row(period, completed, moved);
        var (deliveries, sums) = (completed.ToLookup(delivery => delivery.Platform), moved.ToLookup(sum => sum.Platform));
        foreach (var platform in deliveries.Select(of => of.Key).Union(sums.Select(of => of.Key)).Order(StringComparer.Ordinal))
        {
            yield return Row(period, [.. deliveries[platform]], [.. sums[platform]], ("platform", platform));
        }
    }

    private sealed record Delivery(string Platform, string? Nature);

    private sealed record Payment(string Platform, string? Nature, string Type, long Fen);

    private static Indicator Row(Period period, List<Delivery> completed, List<Payment> moved, params ReadOnlySpan<(string, string)> dimensions) =>
        Sustainability.Count(period, Income(moved, Market), dimensions) with
        {
            Beside = IndicatorKind.Beside(
                ("public_good_deliveries", completed.Count(delivery => delivery.Nature == PublicGood)),
                ("discounted_deliveries", completed.Count(delivery => delivery.Nature == Discounted)),
                ("market_deliveries", completed.Count(delivery => delivery.Nature == Market)),
                ("discounted_income_fen", Income(moved, Discounted)),
                ("subsidised_fen", Sum(moved.Where(sum => sum.Type == "fee.subsidised")))),
        };

    /// <summary>Paid less refunded; below zero where more came back in the period than was paid in it.</summary>
    private static Int128 Income(IEnumerable<Payment> moved, string nature)
    {
        var of = moved.Where(sum => sum.Nature == nature).ToList();
        return Sum(of.Where(sum => sum.Type == "fee.paid")) - Sum(of.Where(sum => sum.Type == "fee.refunded"));
    }

    private static Int128 Sum(IEnumerable<Payment> of) => of.Total(sum => sum.Fen);

    private static IEnumerable<Delivery> Completed(NetworkFacts facts, Period period) => period.CaseEntries(facts, "delivery.completed")
        .Select(at => new Delivery(at.Case.OwnerAt(at.Index), NatureAt(at.Case, at.Index)));

    private static IEnumerable<Payment> Moved(NetworkFacts facts, Period period) =>
        from type in Payments
        from at in period.CaseEntries(facts, type)
        select new Payment(
            at.Case.OwnerAt(at.Index), NatureAt(at.Case, at.Index), type,
            at.Entry.Fields.RequireNumber(type == "fee.charged" ? "total_fen" : "amount_fen"));

    private static string? NatureAt(CaseFacts found, int index) => found.LastBefore(index, "request.accepted")?.Fields.RequireText("nature");
}
