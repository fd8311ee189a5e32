using Ledger.Deciding;
using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>A month, or its year up to the end of it; Asia/Shanghai.</summary>
/// <param name="Start">First instant, UTC.</param>
/// <param name="End">First instant after it, UTC.</param>
/// <param name="Name">yyyy-MM or yyyy.</param>
/// <param name="Last">The month with which it ends.</param>
internal sealed record Period(DateTimeOffset Start, DateTimeOffset End, string Name, Month Last, bool IsYear)
{
    public static Period Of(Month month) => new(month.Start, month.End, month.ToString(), month, IsYear: false);

    public static Period YearTo(Month month) => new(new Month(month.Year, 1).Start, month.End, $"{month.Year:0000}", month, IsYear: true);

    public DateTimeOffset LastInstant => End - TimeSpan.FromMilliseconds(1);

    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    public bool Contains(DateOnly day) => Contains(Days.Start(day));

    public bool Contains(PublicEntry entry) => Contains(entry.OccurredAt);

    /// <summary>The months of it, in order.</summary>
    public IEnumerable<Month> Months
    {
        get
        {
            for (var month = Month.Of(Start); month.Start < End; month = month.Next)
            {
                yield return month;
            }
        }
    }

    /// <summary>Entries of a type of the network's own cases that happened in it, with their place in the case.</summary>
    public IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)> CaseEntries(NetworkFacts facts, string type) =>
        Months.SelectMany(month => facts.CaseEntriesIn(month)[type]);
}
