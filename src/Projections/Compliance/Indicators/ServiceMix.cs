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
    private const string Delivered = "delivery.completed";

    private static readonly string[] Natures = [PublicGood, Discounted, Market];
    private static readonly string[] Payments = ["fee.charged", "fee.paid", "fee.refunded", "fee.waived", "fee.subsidised"];

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var (completed, moved) = (cases[Figure.Natures], cases[Figure.Payments]);
        foreach (var nature in Natures)
        {
            var (of, paid) = (completed.Where(sum => sum.By is not null).Times(), moved.Where(sum => sum.By == nature).ToList());
            yield return Mix.Rate(period, Deliveries(completed, nature), of, completed.Times(), minimumN, ("nature", nature)) with
            {
                Beside = IndicatorKind.Beside([.. Payments.Select(type => ($"{type["fee.".Length..]}_fen", paid.Where(sum => sum.As == type).Amount()))]),
            };
        }

        yield return Row(period, completed, moved);
        var (deliveries, sums) = (completed.ToLookup(sum => sum.Of), moved.ToLookup(sum => sum.Of));
        foreach (var platform in deliveries.Select(of => of.Key).Union(sums.Select(of => of.Key)).Order(StringComparer.Ordinal))
        {
            yield return Row(period, [.. deliveries[platform]], [.. sums[platform]], ("platform", platform));
        }
    }

    internal static void CountNatures(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (type == Delivered)
            {
                counts.Add(Figure.Natures, counts.Case.OwnerAt(index), NatureAt(counts.Case, index));
            }
        }
    }

    internal static void CountPayments(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (Payments.Contains(type))
            {
                counts.Add(
                    Figure.Payments, counts.Case.OwnerAt(index), NatureAt(counts.Case, index), type,
                    counts.Case.Entries[index].Fields.RequireNumber(type == "fee.charged" ? "total_fen" : "amount_fen"));
            }
        }
    }

    private static Indicator Row(Period period, List<CaseSum> completed, List<CaseSum> moved, params ReadOnlySpan<(string, string)> dimensions) =>
        Sustainability.Count(period, Income(moved, Market), dimensions) with
        {
            Beside = IndicatorKind.Beside(
                ("public_good_deliveries", Deliveries(completed, PublicGood)),
                ("discounted_deliveries", Deliveries(completed, Discounted)),
                ("market_deliveries", Deliveries(completed, Market)),
                ("discounted_income_fen", Income(moved, Discounted)),
                ("subsidised_fen", moved.Where(sum => sum.As == "fee.subsidised").Amount())),
        };

    private static long Deliveries(List<CaseSum> completed, string nature) => completed.Where(sum => sum.By == nature).Times();

    /// <summary>Paid less refunded; below zero where more came back in the period than was paid in it.</summary>
    private static Int128 Income(IEnumerable<CaseSum> moved, string nature) => moved.Where(sum => sum.By == nature)
        .Aggregate((Int128)0, (income, sum) => sum.As switch { "fee.paid" => income + sum.Amount, "fee.refunded" => income - sum.Amount, _ => income });

    private static string? NatureAt(CaseFacts found, int index) => found.LastBefore(index, "request.accepted")?.Fields.RequireText("nature");
}
