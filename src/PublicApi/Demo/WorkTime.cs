using Ledger.Deciding;
using PublicApi.Catalogue;

namespace PublicApi.Demo;

/// <summary>When people work: by the calendars that ship with the product; Monday to Friday in years without one, where the
/// ledger knows no working days either. Minutes are those of the day in Asia/Shanghai.</summary>
internal sealed class WorkTime
{
    public const int Morning = 9 * 60;
    private const int Evening = 17 * 60;
    private const int LastBegin = 16 * 60;

    private readonly Dictionary<int, HashSet<DateOnly>> calendars =
        ShippedCatalogue.CalendarYears.ToDictionary(year => year, year => ShippedCatalogue.Calendar(year).WorkingDays.ToHashSet());

    public bool IsWorking(DateOnly day) => calendars.TryGetValue(day.Year, out var working)
        ? working.Contains(day)
        : day.DayOfWeek is not DayOfWeek.Saturday and not DayOfWeek.Sunday;

    /// <summary>Whether a limit that begins on that day has a due time on the ledger.</summary>
    public bool HasClock(DateOnly day) => calendars.ContainsKey(day.AddDays(1).Year);

    /// <summary>The n-th working day after a day, or on it for 0 where it is one.</summary>
    public DateOnly Next(DateOnly day, int n)
    {
        for (var left = n; left > 0 || !IsWorking(day);)
        {
            day = day.AddDays(1);
            left -= IsWorking(day) ? 1 : 0;
        }

        return day;
    }

    public static DateTimeOffset At(DateOnly day, int minute) => Days.Start(day).AddMinutes(minute);

    /// <summary>The next thing somebody does: within the hour, or on the next working morning.</summary>
    public DateTimeOffset Soon(DateTimeOffset after, Pcg32 chance)
    {
        var (day, minute) = Split(after);
        var wait = chance.Between(5, 45);
        return IsWorking(day) && minute >= Morning && minute < LastBegin
            ? after.AddMinutes(wait)
            : At(minute < Morning && IsWorking(day) ? day : Next(day, 1), Morning + wait);
    }

    /// <summary>Some minute of the n-th working day after an instant; later than it also for 0.</summary>
    public DateTimeOffset Later(DateTimeOffset after, int workingDays, Pcg32 chance) => workingDays == 0
        ? Soon(after, chance)
        : At(Next(Split(after).Day, workingDays), chance.Between(Morning, Evening)).AddSeconds(chance.Below(60));

    public static (DateOnly Day, int Minute) Split(DateTimeOffset instant)
    {
        var day = Days.Of(instant);
        return (day, (int)(instant - Days.Start(day)).TotalMinutes);
    }
}
