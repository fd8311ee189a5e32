using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>
/// Which months entries have touched since they were judged. An entry touches the months from the one in which it happened, or
/// takes effect if that is earlier, up to the one in which it was recorded: a step that is recorded late may have ended a clock
/// in any of them. A report touches the month that it is about,
/// and a correction what it corrects. Imported cases are not judged, and judging and publishing touch
/// nothing.
/// </summary>
public sealed class TouchedMonths
{
    // More would be an entry that says nonsense of its time; a month so long ago is judged when somebody asks.
    private const int LongestReach = 36;

    private readonly SortedDictionary<string, long> touched = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, EntryMark> evaluated = new(StringComparer.Ordinal);
    private readonly HashSet<string> published = new(StringComparer.Ordinal);

    /// <summary>Months that any entry touched, oldest first.</summary>
    public IEnumerable<Month> All => touched.Keys.Select(month => Month.Parse(month)!.Value);

    /// <summary>Position of the newest entry that touched the month; null where none did.</summary>
    public long? TouchedAt(Month month) => touched.TryGetValue(month.ToString(), out var position) ? position : null;

    /// <summary>The newest entry that asked for the month to be judged; null where it never was.</summary>
    public EntryMark? EvaluatedAt(Month month) => evaluated.GetValueOrDefault(month.ToString());

    public bool IsPublished(Month month) => published.Contains(month.ToString());

    /// <param name="correctedAt">When what the entry corrects happened; null where it corrects nothing that is judged.</param>
    /// <exception cref="ArgumentException">The entry says a time that is in no month.</exception>
    internal void Add(PublicEntry entry, DateTimeOffset? correctedAt)
    {
        if (MonthEntries.Asks(entry) is { } month)
        {
            evaluated[month.ToString()] = EntryMark.Of(entry);
            _ = entry.Type == MonthEntries.Published && published.Add(month.ToString());
        }
        else if (entry.Channel != "import" && entry.Type != "state_digest.recorded" && MonthEntries.FindingOf(entry) is null)
        {
            Touch(entry, correctedAt ?? entry.OccurredAt);
        }
    }

    private void Touch(PublicEntry entry, DateTimeOffset happened)
    {
        var last = Month.Of(entry.RecordedAt);
        var first = Month.Of(happened);
        if (Month.Parse(entry.Fields.FindText("period")) is { } period)
        {
            first = Earlier(first, period);
        }

        if (entry.Fields.FindText("effective_from") is { } text && Instant(text) is { } effective)
        {
            first = Earlier(first, Month.Of(effective));
        }

        var earliest = Month.Of(last.FirstDay.AddMonths(-LongestReach));
        for (var month = first.FirstDay < earliest.FirstDay ? earliest : first; month.FirstDay <= last.FirstDay; month = month.Next)
        {
            touched[month.ToString()] = entry.Position.Value;
        }
    }

    private static Month Earlier(Month left, Month right) => left.FirstDay <= right.FirstDay ? left : right;

    private static DateTimeOffset? Instant(string text) => Instants.IsWritten(text) ? Instants.Parse(text) : null;
}
