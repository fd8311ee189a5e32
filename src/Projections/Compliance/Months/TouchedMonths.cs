using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>
/// Which months entries have touched since they were judged. An entry touches the months from the one in which it happened, or
/// takes effect if that is earlier, up to the one in which it was recorded: a step that is recorded late may have ended a clock
/// in any of them. A report touches the month that it is about, and a correction what its entry touches, up to when it was
/// recorded itself. Imported cases are not judged, and judging and publishing touch nothing.
/// </summary>
public sealed class TouchedMonths
{
    // More would be an entry that says nonsense of its time; a month so long ago is judged when somebody asks.
    private const int LongestReach = 36;
    private const string AboutMonth = "period";
    private const string TakesEffect = "effective_from";

    // By the first day of the month.
    private readonly SortedDictionary<DateOnly, long> touched = [];
    private readonly Dictionary<DateOnly, EntryMark> evaluated = [];
    private readonly HashSet<DateOnly> published = [];

    /// <summary>Months that any entry touched, oldest first.</summary>
    public IEnumerable<Month> All => touched.Keys.Select(Month.Of);

    /// <summary>Position of the newest entry that touched the month; null where none did.</summary>
    public long? TouchedAt(Month month) => touched.TryGetValue(month.FirstDay, out var position) ? position : null;

    /// <summary>The newest entry that asked for the month to be judged; null where it never was.</summary>
    public EntryMark? EvaluatedAt(Month month) => evaluated.GetValueOrDefault(month.FirstDay);

    public bool IsPublished(Month month) => published.Contains(month.FirstDay);

    /// <param name="corrected">What the entry corrects; null where it corrects nothing that is judged.</param>
    /// <exception cref="ArgumentException">The entry says a time that is in no month.</exception>
    internal void Add(PublicEntry entry, PublicEntry? corrected)
    {
        if (MonthEntries.Asks(entry) is { } month)
        {
            evaluated[month.FirstDay] = EntryMark.Of(entry);
            _ = entry.Type == MonthEntries.Published && published.Add(month.FirstDay);
        }
        else if (Reach(corrected ?? entry, entry.RecordedAt) is var (first, last))
        {
            for (var reached = first; reached.FirstDay <= last.FirstDay; reached = reached.Next)
            {
                touched[reached.FirstDay] = entry.Position.Value;
            }
        }
    }

    /// <summary>Whether the entry touches the month; one that says a time that is in no month touches none.</summary>
    internal static bool Reaches(PublicEntry entry, PublicEntry? corrected, Month month)
    {
        try
        {
            return Reach(corrected ?? entry, entry.RecordedAt) is var (first, last)
                && first.FirstDay <= month.FirstDay && month.FirstDay <= last.FirstDay;
        }
        catch (Exception fault) when (Unreadable.IsOfTheEntries(fault))
        {
            return false;
        }
    }

    /// <summary>Whether fields say that the entry is of another time than that at which it happened.</summary>
    internal static bool SaysTime(Func<string, string?> field) => field(AboutMonth) is not null || field(TakesEffect) is not null;

    // The first and the last month; null where the entry touches none.
    private static (Month First, Month Last)? Reach(PublicEntry entry, DateTimeOffset recordedAt)
    {
        if (entry.Channel == "import" || entry.Type == "state_digest.recorded" || MonthEntries.Moves(entry))
        {
            return null;
        }

        var last = Month.Of(recordedAt);
        var first = Month.Of(entry.OccurredAt);
        if (Month.Parse(entry.Fields.FindText(AboutMonth)) is { } period)
        {
            first = Earlier(first, period);
        }

        if (entry.Fields.FindText(TakesEffect) is { } text && Instant(text) is { } effective)
        {
            first = Earlier(first, Month.Of(effective));
        }

        var earliest = Month.Of(last.FirstDay.AddMonths(-LongestReach));
        return (first.FirstDay < earliest.FirstDay ? earliest : first, last);
    }

    private static Month Earlier(Month left, Month right) => left.FirstDay <= right.FirstDay ? left : right;

    private static DateTimeOffset? Instant(string text) => Instants.IsWritten(text) ? Instants.Parse(text) : null;
}
