using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.Calendars;

/// <summary>Time limits in working days, by the calendars on the ledger.</summary>
public static class WorkingDays
{
    /// <summary>
    /// When a limit of so many working days has passed: the first instant after the last of them, 00:00 in Asia/Shanghai. The
    /// day on which the limit begins does not count. What happened before that instant is in time.
    /// </summary>
    /// <returns>UTC; null while the calendar of a year that is needed has not been published.</returns>
    public static DateTimeOffset? Due(Network network, DateTimeOffset begin, int workingDays)
    {
        var first = Days.Of(begin).AddDays(1);
        var left = workingDays;
        for (var year = first.Year; ; year++)
        {
            var calendar = network.Find<CalendarState>(CalendarState.StreamOf(year));
            if (!calendar.Exists)
            {
                return null;
            }

            foreach (var day in calendar.WorkingDays)
            {
                if (day >= first && --left <= 0)
                {
                    return Days.Start(day.AddDays(1));
                }
            }
        }
    }
}
