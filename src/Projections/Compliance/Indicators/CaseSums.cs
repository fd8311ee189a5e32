using System.Runtime.InteropServices;

namespace Projections.Compliance.Indicators;

/// <param name="Times">How often something was added.</param>
internal readonly record struct CaseSum(Cell Cell, long Times, Int128 Amount)
{
    public string Of => Cell.Of;

    public string? By => Cell.By;

    public string? As => Cell.As;
}

/// <summary>What the cases of a period add up to.</summary>
internal sealed class CaseSums
{
    private readonly Dictionary<Cell, int> numbers = [];
    private readonly List<CaseSum> sums = [];

    /// <summary>What was added to a figure, by what it is about; in no order.</summary>
    /// <exception cref="FormatException">There is a case that cannot be counted for it.</exception>
    public List<CaseSum> this[Figure figure] => Times(Figure.Unreadable, $"{figure}") > 0
        ? throw new FormatException($"A case cannot be read for {figure}.")
        : [.. sums.Where(sum => sum.Cell.Figure == figure && sum.Times > 0)];

    /// <summary>How often something was added to a figure about what these texts name.</summary>
    public long Times(Figure figure, string of) => numbers.TryGetValue(new Cell(figure, of, null, null), out var number) ? sums[number].Times : 0;

    /// <summary>Number of the cell, from 0 in the order in which cells are first asked for.</summary>
    public int NumberOf(in Cell cell)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, cell, out var isKnown);
        if (!isKnown)
        {
            number = sums.Count;
            sums.Add(new CaseSum(cell, 0, 0));
        }

        return number;
    }

    public void Add(int number, long amount) => Add(number, 1, amount);

    public void TakeOut(int number, long amount) => Add(number, -1, -(Int128)amount);

    private void Add(int number, int times, Int128 amount)
    {
        ref var sum = ref CollectionsMarshal.AsSpan(sums)[number];
        sum = sum with { Times = sum.Times + times, Amount = sum.Amount + amount };
    }
}

/// <summary>Sums of sums.</summary>
internal static class CaseSumsExtensions
{
    public static long Times(this IEnumerable<CaseSum> sums) => sums.Sum(static sum => sum.Times);

    public static Int128 Amount(this IEnumerable<CaseSum> sums) => sums.Aggregate((Int128)0, static (all, sum) => all + sum.Amount);
}
