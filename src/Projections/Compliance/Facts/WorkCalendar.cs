using Ledger.Deciding;
using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>The working days that were published, year by year. Nothing is computed from the day of the week.</summary>
public sealed class WorkCalendar
{
    private readonly Dictionary<int, List<(DateTimeOffset KnownAt, DateOnly[] WorkingDays)>> years = [];

    /// <summary>The first instant after a limit of so many working days; the day on which it begins does not count.</summary>
    /// <param name="knownAt">A calendar that was recorded later is not looked at.</param>
    /// <returns>UTC; null while the calendar of a year that is needed was not published.</returns>
    public DateTimeOffset? Due(DateTimeOffset begin, long workingDays, DateTimeOffset knownAt)
    {
        var first = Days.Of(begin).AddDays(1);
        var left = Math.Max(workingDays, 1);
        for (var year = first.Year; DaysOf(year, knownAt) is { } days; year++)
        {
            var from = Before(days, first);
            if (days.Length - from >= left)
            {
                return Days.Start(days[from + left - 1].AddDays(1));
            }

            left -= days.Length - from;
        }

        return null;
    }

    /// <summary>How many working days lie from one day up to, and without, another.</summary>
    public int Between(DateOnly from, DateOnly to, DateTimeOffset knownAt) => Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1))
        .Sum(year => DaysOf(year, knownAt) is { } days ? Before(days, to) - Before(days, from) : 0);

    internal void Add(PublicEntry entry)
    {
        var days = entry.Fields.Texts("working_days").Select(Instants.ParseDay).Order().ToArray();
        if (days.Length > 0)
        {
            if (!years.TryGetValue(days[0].Year, out var versions))
            {
                years[days[0].Year] = versions = [];
            }

            versions.Add((entry.RecordedAt, days));
        }
    }

    /// <summary>How many of the days, which are in order, lie before this one.</summary>
    private static int Before(DateOnly[] days, DateOnly day)
    {
        var at = Array.BinarySearch(days, day);
        return at < 0 ? ~at : at;
    }

    private DateOnly[]? DaysOf(int year, DateTimeOffset knownAt)
    {
        if (years.TryGetValue(year, out var versions))
        {
            for (var i = versions.Count - 1; i >= 0; i--)
            {
                if (versions[i].KnownAt <= knownAt)
                {
                    return versions[i].WorkingDays;
                }
            }
        }

        return null;
    }
}
