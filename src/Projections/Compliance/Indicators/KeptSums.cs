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
    // By number of the case; none of one that adds nothing.
    private readonly Dictionary<int, byte[]> kept = [];
    private readonly List<byte> packed = [];

    private CaseCounts counts = new(period, facts.Calendar);
    private int followed = facts.CaseMoves.Count;
    private DateTimeOffset end = period.Start;

    /// <summary>What the cases add up to.</summary>
    public CaseSums Sums { get; } = new();

    /// <summary>Whether they are of the month's year, or end with the month before, this one or the one after: around the end of a
    /// month the two are judged in turn.</summary>
    public bool IsBeside(Month month) => counts.Period.Last is var last
        && ((counts.Period.IsYear && last.Year == month.Year) || last == month || last.Next == month || month.Next == last);

    /// <summary>Goes on, or back, to the end of a period that begins with the same instant.</summary>
    /// <returns>Numbers of the cases that have to be counted anew for that.</returns>
    public HashSet<int> GoTo(Period asked)
    {
        var moved = new HashSet<int>(facts.CaseMoves.Count - followed);
        moved.UnionWith(facts.CaseMoves.Skip(followed));
        var (from, to) = asked.End < end ? (asked.End, end) : (end, asked.End);
        for (var month = Month.Of(from); month.Start < to; month = month.Next)
        {
            moved.UnionWith(facts.CaseEntriesIn(month).Numbers);
            moved.UnionWith(facts.CasesDueIn(month).Select(static found => found.Number));
        }

        (counts, followed, end) = (new CaseCounts(asked, facts.Calendar), facts.CaseMoves.Count, asked.End);
        return moved;
    }

    public void Count(CaseFacts found)
    {
        TakeOut(found.Number);
        Add(found.Number, counts.Of(found));
    }

    private void TakeOut(int number)
    {
        if (kept.Remove(number, out var before))
        {
            for (var at = 0; at < before.Length;)
            {
                Sums.TakeOut((int)Unpack(before, ref at), Unpack(before, ref at));
            }
        }
    }

    private void Add(int number, List<(Cell Cell, long Amount)> counted)
    {
        packed.Clear();
        foreach (var (cell, amount) in counted)
        {
            var at = Sums.NumberOf(cell);
            Sums.Add(at, amount);
            Pack(at);
            Pack(amount);
        }

        if (packed.Count > 0)
        {
            kept[number] = [.. packed];
        }
    }

    private void Pack(long number)
    {
        Span<byte> room = stackalloc byte[SevenBits.Longest];
        packed.AddRange(room[..SevenBits.Write(room, unchecked((ulong)number))]);
    }

    private static long Unpack(byte[] from, ref int at) => unchecked((long)SevenBits.Read(from, ref at));
}
