using FsCheck;
using FsCheck.Xunit;
using Ledger.Catalogue.Calendars;
using Ledger.Registry;
using Ledger.Transparency;
using PublicApi.Catalogue;

namespace Ledger.Tests.Catalogue;

public sealed class CalendarTests
{
    private static readonly Network WithCalendars = ShippedCatalogue.CalendarYears.Aggregate(Given.Network, static (network, year) =>
        network.Evolve(CalendarState.StreamOf(year), new WorkCalendarPublished(
            Given.By(Given.Province, key: $"calendar-{year}"), 1, ShippedCatalogue.Calendar(year).WorkingDays, "通知")));

    private static PublishCalendar Of2026 => ShippedCatalogue.Calendar(2026);

    [Fact]
    public void A_calendar_is_published_in_versions_by_the_province()
    {
        var after = Given.Scene<CalendarState>("calendar-2026").When(Of2026)
            .Then(by => new WorkCalendarPublished(by, 1, Of2026.WorkingDays, "国办发明电〔2025〕7号"));

        Assert.Equal(2, after.When(Of2026 with { WorkingDays = [.. Of2026.WorkingDays.Skip(1)] }).ThenAccepted().State.Version);
        after.When(Of2026, Given.Window).ThenRefused("ACTOR-OWNER");
        after.When(Of2026 with { SourceDocument = "" }).ThenRefused("FIELD-SOURCE-DOCUMENT");
    }

    [Fact]
    public void A_calendar_has_200_to_300_days_of_its_year_in_order()
    {
        var year = Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays).ToList();
        void Refuses(IReadOnlyList<DateOnly> days, string stream = "calendar-2026", string rule = "FIELD-WORKING-DAYS") =>
            Given.Scene<CalendarState>(stream).When(new PublishCalendar(days, "通知")).ThenRefused(rule);

        Given.Scene<CalendarState>("calendar-2026").When(new PublishCalendar([.. year.Take(200)], "通知")).ThenAccepted();
        Given.Scene<CalendarState>("calendar-2026").When(new PublishCalendar([.. year.Take(300)], "通知")).ThenAccepted();
        Refuses([.. year.Take(199)]);
        Refuses([.. year.Take(301)]);
        Refuses([.. year.Take(250).Reverse()]);
        Refuses([.. year.Take(249), year[248]]);
        Refuses([new DateOnly(2025, 12, 31), .. year.Take(249)]);
        Refuses([.. year.Take(250)], "calendar-2025");
        Refuses([.. year.Take(250)], "calendar-26", "FIELD-YEAR");
    }

    /// <summary>By hand from the notices: weekdays that are free, and weekend days that are worked. 2025 has 261 weekdays,
    /// 18 of them free, and 5 weekend days worked: 248. 2026 has 261, 19 and 6: 248.</summary>
    [Theory]
    [InlineData(
        2025, "国办发明电〔2024〕12号", 248,
        "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
        "01-26 02-08 04-27 09-28 10-11")]
    [InlineData(
        2026, "国办发明电〔2025〕7号", 248,
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10")]
    public void The_shipped_calendars_are_those_of_the_notices(int year, string notice, int count, string free, string worked)
    {
        var calendar = ShippedCatalogue.Calendar(year);
        var all = Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays).ToList();

        Assert.Equal(notice, calendar.SourceDocument);
        Assert.Equal(count, calendar.WorkingDays.Count);
        Assert.Equal(Days(year, free), all.Where(day => !IsWeekend(day)).Except(calendar.WorkingDays));
        Assert.Equal(Days(year, worked), calendar.WorkingDays.Where(IsWeekend));
        Given.Scene<CalendarState>(CalendarState.StreamOf(year)).When(calendar).ThenAccepted();
    }

    /// <summary>By hand. The day of the beginning, in Asia/Shanghai, does not count; the limit ends as the last day does, at
    /// 16:00 UTC.</summary>
    [Theory]
    [InlineData("2025-01-24T04:00:00.000Z", 1, "2025-01-26T16:00:00.000Z")] // Friday; Sunday the 26th is worked
    [InlineData("2025-01-24T04:00:00.000Z", 2, "2025-01-27T16:00:00.000Z")]
    [InlineData("2025-01-24T04:00:00.000Z", 3, "2025-02-05T16:00:00.000Z")] // Spring Festival, 28 January to 4 February
    [InlineData("2025-01-28T04:00:00.000Z", 4, "2025-02-08T16:00:00.000Z")] // 5, 6, 7 and Saturday the 8th, which is worked
    [InlineData("2025-12-31T02:00:00.000Z", 1, "2026-01-04T16:00:00.000Z")] // 1 to 3 January are free, Sunday the 4th is worked
    [InlineData("2025-12-30T15:59:59.999Z", 1, "2025-12-31T16:00:00.000Z")] // 23:59 of the 30th
    [InlineData("2025-12-30T16:00:00.000Z", 1, "2026-01-04T16:00:00.000Z")] // 00:00 of the 31st
    [InlineData("2026-04-29T15:59:59.999Z", 1, "2026-04-30T16:00:00.000Z")] // 23:59 of 29 April; the 30th is worked
    [InlineData("2026-04-29T16:00:00.000Z", 1, "2026-05-06T16:00:00.000Z")] // 00:00 of 30 April; 1 to 5 May are free
    [InlineData("2026-02-27T04:00:00.000Z", 1, "2026-02-28T16:00:00.000Z")] // Friday; Saturday the 28th is worked
    [InlineData("2026-02-27T04:00:00.000Z", 2, "2026-03-02T16:00:00.000Z")] // Monday
    [InlineData("2026-09-30T04:00:00.000Z", 3, "2026-10-10T16:00:00.000Z")] // 8, 9 and Saturday 10 October, which is worked
    [InlineData("2026-12-30T04:00:00.000Z", 1, "2026-12-31T16:00:00.000Z")]
    [InlineData("2026-12-30T04:00:00.000Z", 2, null)] // nobody has published 2027
    [InlineData("2024-12-31T15:59:59.999Z", 1, "2025-01-02T16:00:00.000Z")] // needs 2025 only
    [InlineData("2024-12-30T04:00:00.000Z", 1, null)]
    public void A_limit_ends_with_its_last_working_day(string begin, int workingDays, string? due) =>
        Assert.Equal(due, WorkingDays.Due(WithCalendars, Instants.Parse(begin), workingDays) is { } end ? Instants.Write(end) : null);

    /// <summary>Against another way of counting: of the working days after the first day, as many as the limit has lie before
    /// its end, and the last of them ends with it. The factor spreads small numbers over the year and over the hours.</summary>
    [Property(MaxTest = 500)]
    public void As_many_working_days_lie_in_a_limit_as_it_has(NonNegativeInt minutes, PositiveInt limit)
    {
        const int minutesOfAYear = 365 * 24 * 60;
        var begin = new DateTimeOffset(2024, 12, 31, 16, 0, 0, TimeSpan.Zero).AddMinutes((long)minutes.Get * 10_007 % minutesOfAYear);
        var workingDays = 1 + (limit.Get % 200);
        var due = WorkingDays.Due(WithCalendars, begin, workingDays)!.Value;
        var (first, last) = (DayOf(begin), DayOf(due).AddDays(-1));
        var inside = ShippedCatalogue.CalendarYears.SelectMany(year => ShippedCatalogue.Calendar(year).WorkingDays)
            .Where(day => day > first && day <= last).ToList();

        Assert.Equal(workingDays, inside.Count);
        Assert.Equal(last, inside[^1]);
        Assert.Equal(new TimeSpan(16, 0, 0), due.TimeOfDay);

        static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime.AddHours(8));
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static IEnumerable<DateOnly> Days(int year, string list) => list.Split(' ').Select(day => Instants.ParseDay($"{year}-{day}"));
}
