using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>
/// What cases add up to in a month, or in a year up to the end of one of its months, carried on from judgement to judgement: only
/// cases that moved since, or to which something happened or fell due in the months between, are taken out and counted anew. It
/// follows from the facts alone.
/// </summary>
/// <param name="period">Of the month, or of the year up to any of its months.</param>
internal sealed class KeptSums(NetworkFacts facts, Period period)
{
    private readonly CaseSums sums = new();

    // By number of the case; none of one that adds nothing.
    private readonly Dictionary<int, byte[]> kept = [];
    private readonly List<byte> packed = [];

    private int followed = facts.CaseMoves.Count;
    private DateTimeOffset end = period.Start;

    /// <summary>Whether they are of the month's year, or were last asked for with the month before, this one or the one after:
    /// around the end of a month the two are judged in turn.</summary>
    public bool IsBeside(Month month) =>
        (period.IsYear && period.Last.Year == month.Year) || period.Last == month || period.Last.Next == month || month.Next == period.Last;

    /// <summary>Counted up to the end of a period that begins with the same instant; holds until it is asked for again.</summary>
    public CaseSums To(Period asked)
    {
        var moved = facts.CaseMoves.Skip(followed).ToHashSet();
        var (from, to) = asked.End < end ? (asked.End, end) : (end, asked.End);
        for (var month = Month.Of(from); month.Start < to; month = month.Next)
        {
            moved.UnionWith(facts.CaseEntriesIn(month).Cases.Concat(facts.CasesDueIn(month)).Select(static found => found.Number));
        }

        var counts = new CaseCounts(asked, facts.Calendar);
        foreach (var number in moved)
        {
            TakeOut(number);
            Add(number, counts.Of(facts.CaseOf(number)));
        }

        (period, followed, end) = (asked, facts.CaseMoves.Count, asked.End);
        return sums;
    }

    private void TakeOut(int number)
    {
        if (kept.Remove(number, out var before))
        {
            for (var at = 0; at < before.Length;)
            {
                sums.TakeOut((int)Unpack(before, ref at), Unpack(before, ref at));
            }
        }
    }

    private void Add(int number, List<(Cell Cell, long Amount)> counted)
    {
        packed.Clear();
        foreach (var (cell, amount) in counted)
        {
            var at = sums.NumberOf(cell);
            sums.Add(at, amount);
            Pack(at);
            Pack(amount);
        }

        if (packed.Count > 0)
        {
            kept[number] = [.. packed];
        }
    }

    // Seven bits a byte, the lowest first; the eighth says that more follow. Nearly all numbers are small, and cases are many.
    private void Pack(long number)
    {
        var left = unchecked((ulong)number);
        for (; left > 127; left >>= 7)
        {
            packed.Add((byte)((left & 127) | 128));
        }

        packed.Add((byte)left);
    }

    private static long Unpack(byte[] from, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = from[at++];
            number |= (part & 127UL) << shift;
            if (part < 128)
            {
                return unchecked((long)number);
            }
        }
    }
}

/// <summary>The sums that are carried on, of one set of facts. Not for several threads at a time.</summary>
internal sealed class AllSums(NetworkFacts facts)
{
    private readonly Dictionary<string, KeptSums> kept = new(StringComparer.Ordinal);

    /// <inheritdoc cref="KeptSums.To"/>
    public CaseSums To(Period period)
    {
        foreach (var (name, sums) in kept)
        {
            if (!sums.IsBeside(period.Last))
            {
                kept.Remove(name);
            }
        }

        if (!kept.TryGetValue(period.Name, out var of))
        {
            kept[period.Name] = of = new KeptSums(facts, period);
        }

        return of.To(period);
    }
}
