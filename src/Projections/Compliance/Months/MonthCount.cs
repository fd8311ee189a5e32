using System.Collections.Immutable;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>
/// The figures of a month as they followed from the first so many entries of the log, and as they are now. What no later entry
/// has moved is counted once for both, and nearly all is so: months are published when they are over.
/// </summary>
internal sealed class MonthCount
{
    private readonly FigureSums settled = new();
    private readonly List<(CaseFacts Case, int Index)> moved = [];
    private readonly long size;
    private readonly long now;

    /// <exception cref="FormatException">An entry lacks a field of its type.</exception>
    public MonthCount(NetworkFacts facts, Month month, long size)
    {
        (this.size, now) = (size, facts.Size);
        var added = new List<Contribution>();
        foreach (var (found, index, _) in facts.CaseEntriesIn(month).All)
        {
            if (IsMoved(found, size))
            {
                moved.Add((found, index));
                continue;
            }

            added.Clear();
            MonthFigures.AddTo(added, found, index, size);
            settled.Add(added);
        }
    }

    /// <summary>Of the first so many entries, as <see cref="MonthFigures.Of"/> says.</summary>
    public ImmutableSortedDictionary<(string Node, string Code), long> Then => field ??= Of(Moved(size));

    /// <summary>Of all.</summary>
    public ImmutableSortedDictionary<(string Node, string Code), long> Now => field ??= moved.Count == 0 ? Then : Of(Moved(now));

    /// <summary>What entries of cases that have moved since make of the figures now, and what they made of them then: those that
    /// have moved to another figure are reasons as well.</summary>
    public List<Contribution> Changes => [.. Moved(now), .. Moved(size)];

    private List<Contribution> Moved(long size)
    {
        var all = new List<Contribution>();
        moved.ForEach(at => MonthFigures.AddTo(all, at.Case, at.Index, size));
        return all;
    }

    private ImmutableSortedDictionary<(string Node, string Code), long> Of(List<Contribution> more)
    {
        var sums = new FigureSums(settled);
        sums.Add(more);
        return sums.Figures();
    }

    private static bool IsMoved(CaseFacts found, long size) =>
        found.Entries[^1].Position.Value >= size || (found.Corrections is [.., var newest] && newest.By.Position.Value >= size);
}
