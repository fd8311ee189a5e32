using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// Where the money of each fund is, and at which platform (domain.md C27, C32, C34). The balance is that of the end of the
/// period; the sums beside it are what moved in the period. A fund's balance is what it received less what was spent and
/// returned; that of a platform what was allocated to it less what it spent, returned and paid back: the two differ by what is
/// not allocated. A balance below zero is overspent. Fees that a fund pays stand beside and in no balance: they are budgeted,
/// and whoever pays them out records the spending.
/// </summary>
internal static class FundLedger
{
    private static readonly string[] OfFund = ["appropriated", "committed", "received"];
    private static readonly string[] OfBoth = ["allocated", "spent", "returned", "recovery_ordered", "recovered"];

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var paid = cases[Figure.Subsidies];
        foreach (var (stream, entries) in facts.Streams("fund-"))
        {
            var (fund, purposes) = (stream["fund-".Length..], Purposes(entries));
            var known = entries.Where(entry => entry.OccurredAt < period.End).ToList();
            var subsidies = cases.Times(Figure.UnreadableSubsidies, stream) == 0
                ? paid.Where(sum => sum.Of == stream).Amount()
                : throw new FormatException($"A subsidy of {stream} has no sum.");
            yield return FundBalance.Count(period, Sum(known, "received") - Sum(known, "spent") - Sum(known, "returned"), ("fund", fund)) with
            {
                Beside = Moved(period, known, purposes, [.. OfFund, .. OfBoth]).Add("subsidised_fen", IndicatorKind.Shown(subsidies))
                    .Add("unallocated_fen", IndicatorKind.Shown(Unallocated(known))),
            };
            foreach (var node in known.GroupBy(NodeOf).Where(group => group.Key is not null).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var own = node.ToList();
                yield return FundBalance.Count(
                    period, Sum(own, "allocated") - Sum(own, "spent") - Sum(own, "returned") - Sum(own, "recovered"),
                    ("fund", fund), ("platform", node.Key!)) with
                {
                    Beside = Moved(period, own, purposes, OfBoth),
                    Details = IndicatorKind.Details(("phase", facts.Platforms.GetValueOrDefault(node.Key!)?.Phase?.ToString())),
                };
            }
        }
    }

    internal static void CountSubsidies(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (type == "fee.subsidised" && counts.Case.Entries[index].Fields is var paid)
            {
                var (fund, fen) = (paid.RequireText("fund_id"), paid.FindNumber("amount_fen"));
                counts.Add(fen is null ? Figure.UnreadableSubsidies : Figure.Subsidies, fund, amount: fen ?? 0);
            }
        }
    }

    /// <summary>What money of a fund may be spent on.</summary>
    public static IReadOnlySet<string> Purposes(IReadOnlyList<PublicEntry> fund) => fund
        .Where(entry => entry.Type == "fund.appropriated").SelectMany(entry => entry.Fields.Texts("purpose_codes")).ToHashSet(StringComparer.Ordinal);

    public static bool IsOffPurpose(PublicEntry entry, IReadOnlySet<string> purposes) =>
        entry.Type == "fund.spent" && !purposes.Contains(entry.Fields.RequireText("purpose_code"));

    private static ImmutableSortedDictionary<string, long> Moved(
        Period period, List<PublicEntry> entries, IReadOnlySet<string> purposes, IReadOnlyList<string> kinds)
    {
        var moved = entries.Where(period.Contains).ToList();
        return IndicatorKind.Beside(
        [
            .. kinds.Select(kind => ($"{kind}_fen", Sum(moved, kind))),
            ("off_purpose_fen", moved.Where(entry => IsOffPurpose(entry, purposes)).Total(Amount)),
        ]);
    }

    private static Int128 Unallocated(List<PublicEntry> entries) =>
        Sum(entries, "received") - Sum(entries, "allocated") + Sum(entries, "recovered")
        - Sum([.. entries.Where(entry => NodeOf(entry) is null)], "returned");

    private static string? NodeOf(PublicEntry entry) => entry.Type switch
    {
        "fund.allocated" => entry.Fields.RequireText("to_node"),
        "fund.spent" => entry.Fields.RequireText("spending_node"),
        "fund.returned" or "fund.recovery_ordered" or "fund.recovered" => entry.Fields.FindText("from_node"),
        _ => null,
    };

    private static Int128 Sum(List<PublicEntry> entries, string kind) => entries.Where(entry => entry.Type == $"fund.{kind}").Total(Amount);

    private static long Amount(PublicEntry entry) => entry.Fields.RequireNumber("amount_fen");
}
