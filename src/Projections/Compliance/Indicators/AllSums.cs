using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>The sums that are carried on, of one set of facts. Not for several threads at a time.</summary>
internal sealed class AllSums(NetworkFacts facts)
{
    private readonly Dictionary<string, KeptSums> kept = new(StringComparer.Ordinal);

    /// <summary>Of a month, and of its year up to the end of it; they hold until others are asked for.</summary>
    public (CaseSums Month, CaseSums Year) To(Period month, Period year)
    {
        foreach (var (name, sums) in kept)
        {
            if (!sums.IsBeside(month.Last))
            {
                kept.Remove(name);
            }
        }

        // A case is looked at once for both: to find its entries in memory takes longer than to count them.
        var (ofMonth, ofYear) = (Find(month), Find(year));
        var (inMonth, inYear) = (ofMonth.GoTo(month), ofYear.GoTo(year));
        foreach (var number in inYear)
        {
            var found = facts.CaseOf(number);
            ofYear.Count(found);
            if (inMonth.Remove(number))
            {
                ofMonth.Count(found);
            }
        }

        foreach (var number in inMonth)
        {
            ofMonth.Count(facts.CaseOf(number));
        }

        return (ofMonth.Sums, ofYear.Sums);
    }

    private KeptSums Find(Period period) => kept.TryGetValue(period.Name, out var known) ? known : kept[period.Name] = new KeptSums(facts, period);
}
