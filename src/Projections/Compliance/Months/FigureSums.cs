using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ledger.Transparency;

namespace Projections.Compliance.Months;

/// <summary>Adds up what entries contribute to the figures of a month.</summary>
internal sealed class FigureSums
{
    private readonly Dictionary<(string Node, string Code), long> sums = [];
    private readonly Dictionary<string, List<long>> durations = new(StringComparer.Ordinal);

    public FigureSums()
    {
    }

    /// <summary>Goes on from others, which stay as they are.</summary>
    public FigureSums(FigureSums before)
    {
        sums = new(before.sums);
        durations = before.durations.ToDictionary(one => one.Key, one => one.Value.ToList(), StringComparer.Ordinal);
    }

    public void Add(List<Contribution> contributions)
    {
        foreach (var one in contributions)
        {
            if (one.Code != MonthFigures.Duration)
            {
                Add(sums, one.Node, one.Code, one.Amount);
                continue;
            }

            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(durations, one.Node, out _);
            (known ??= []).Add(one.Amount);
        }
    }

    /// <summary>By node and code, in that order; those of the network too, and without what is 0.</summary>
    /// <exception cref="OverflowException">A sum is beyond what JSON readers keep exact.</exception>
    public ImmutableSortedDictionary<(string Node, string Code), long> Figures()
    {
        var all = new Dictionary<(string Node, string Code), long>(sums);

        // A log may name a platform by nothing: its entries count for the network alone.
        foreach (var (at, sum) in sums.Where(sum => sum.Key.Node != MonthFigures.Network))
        {
            Add(all, MonthFigures.Network, at.Code, sum);
        }

        foreach (var (node, sorted) in durations.Select(one => (one.Key, one.Value.Order().ToList()))
            .Where(static one => one.Key != MonthFigures.Network)
            .Concat(durations.Count == 0 ? [] : [(MonthFigures.Network, durations.Values.SelectMany(static each => each).Order().ToList())]))
        {
            all[(node, MonthFigures.Median)] = MedianOf(sorted);
            all[(node, MonthFigures.NinthTenth)] = sorted[((sorted.Count * 9) + 9) / 10 - 1];
        }

        return all.Values.Any(sum => sum is > CanonicalJson.LargestExactInteger or < -CanonicalJson.LargestExactInteger)
            ? throw new OverflowException("A figure of the month is larger than readers keep exact.")
            : all.Where(sum => sum.Value != 0).ToImmutableSortedDictionary(MonthFigures.ByNodeAndCode);
    }

    private static void Add(Dictionary<(string Node, string Code), long> to, string node, string code, long amount)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(to, (node, code), out _);
        sum = checked(sum + amount);
    }

    // The mean of the two in the middle of an even number, rounded half up to whole milliseconds.
    private static long MedianOf(List<long> sorted)
    {
        var (low, high) = ((Int128)sorted[(sorted.Count - 1) / 2], (Int128)sorted[sorted.Count / 2]);
        return (long)((low + high + 1) >> 1);
    }
}
