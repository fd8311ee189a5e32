using Ledger.Transparency;
using NodaTime;
using NodaTime.Text;
using PublicApi.Imports;

namespace Ledger.Tests.Imports;

public sealed class SourceClockTests
{
    private static readonly SourceClock NewYork = Wall("America/New_York", "uuuu-MM-dd HH:mm:ss");

    [Theory]
    [InlineData("2020-01-17T19:03:41-05:00", "2020-01-18T00:03:41.000Z", -300)]
    [InlineData("2020-07-17T19:03:41-04:00", "2020-07-17T23:03:41.000Z", -240)]
    [InlineData("2020-01-17T19:03:41Z", "2020-01-17T19:03:41.000Z", 0)]
    [InlineData("2020-01-17T19:03:41+05:45", "2020-01-17T13:18:41.000Z", 345)]
    [InlineData("2020-01-17T19:03:41.123999+00:00", "2020-01-17T19:03:41.123Z", 0)]
    [InlineData("2026-03-29T02:30:00+01:00", "2026-03-29T01:30:00.000Z", 60)]
    [InlineData("2024-02-29T23:59:59-05:00", "2024-03-01T04:59:59.000Z", -300)]
    public void Reads_an_offset_in_the_text_and_keeps_whole_milliseconds(string text, string instant, int offsetMinutes)
    {
        var time = SourceClock.Rfc3339.Read(text, out _);

        Assert.Equal(instant, Instants.Write(time!.Value.Instant));
        Assert.Equal(offsetMinutes, time.Value.UtcOffsetMinutes);
    }

    [Theory]
    [InlineData("2020-01-17T19:03:41")]
    [InlineData("2020-01-17 19:03:41-05:00")]
    [InlineData("2020-01-17")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2026-01-05T24:00:01Z")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("0000-00-00")]
    [InlineData("44927")]
    [InlineData("２０２０-01-17T19:03:41Z")]
    [InlineData("2020-01-17T19:03:41+25:00")]
    [InlineData(" 2020-01-17T19:03:41Z")]
    [InlineData("Fri Jan 17 2020")]
    public void Refuses_what_is_not_rfc_3339_and_says_what_is_expected(string text)
    {
        Assert.Null(SourceClock.Rfc3339.Read(text, out var reason));
        Assert.Equal($"'{text}' is not of the form RFC 3339 with an offset, such as 2020-01-17T19:03:41-05:00", reason);
    }

    [Theory]
    [InlineData("1899-12-31T23:59:59Z", false)]
    [InlineData("1900-01-01T00:00:00Z", true)]
    [InlineData("2199-12-31T23:59:59Z", true)]
    [InlineData("2200-01-01T00:00:00Z", false)]
    [InlineData("2199-12-31T23:59:59-05:00", false)]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("9999-12-31T23:59:59Z", false)]
    public void Takes_the_years_1900_to_2199_only(string text, bool taken)
    {
        Assert.Equal(taken, SourceClock.Rfc3339.Read(text, out var reason) is not null);
        Assert.Equal(taken, reason.Length == 0);
    }

    [Theory]
    // New York left daylight saving time on 6 November 2022 at 06:00 UTC: 01:30 came first at 05:30 and again at 06:30.
    [InlineData("2022-11-06 00:59:59", "2022-11-06T04:59:59.000Z", -240)]
    [InlineData("2022-11-06 01:30:00", "2022-11-06T05:30:00.000Z", -240)]
    [InlineData("2022-11-06 02:00:00", "2022-11-06T07:00:00.000Z", -300)]
    // It entered it on 13 March 2022 at 07:00 UTC: 01:59:59 was followed by 03:00:00.
    [InlineData("2022-03-13 01:59:59", "2022-03-13T06:59:59.000Z", -300)]
    [InlineData("2022-03-13 03:00:00", "2022-03-13T07:00:00.000Z", -240)]
    public void Reads_wall_times_around_the_changes_of_the_clocks(string text, string instant, int offsetMinutes)
    {
        var time = NewYork.Read(text, out _);

        Assert.Equal(instant, Instants.Write(time!.Value.Instant));
        Assert.Equal(offsetMinutes, time.Value.UtcOffsetMinutes);
    }

    [Fact]
    public void Refuses_a_wall_time_that_the_spring_change_left_out()
    {
        Assert.Null(NewYork.Read("2022-03-13 02:30:00", out var reason));
        Assert.Equal("'2022-03-13 02:30:00' does not exist in America/New_York: the clocks went forward over it", reason);
    }

    [Fact]
    public void Reads_chinese_wall_times_of_the_summers_that_had_daylight_saving()
    {
        var shanghai = Wall("Asia/Shanghai", "uuuu-MM-dd HH:mm");

        Assert.Equal(540, shanghai.Read("1988-07-01 12:00", out _)!.Value.UtcOffsetMinutes);
        Assert.Equal(480, shanghai.Read("2026-07-01 12:00", out _)!.Value.UtcOffsetMinutes);
    }

    [Fact]
    public void Tries_the_formats_in_order_and_takes_a_date_as_its_midnight()
    {
        var clock = Wall("Europe/Berlin", "dd.MM.uuuu HH:mm", "dd.MM.uuuu");

        Assert.Equal("2026-01-05T07:15:00.000Z", Instants.Write(clock.Read("05.01.2026 08:15", out _)!.Value.Instant));
        Assert.Equal("2026-01-04T23:00:00.000Z", Instants.Write(clock.Read("05.01.2026", out _)!.Value.Instant));
        Assert.Null(clock.Read("5.1.2026", out var reason));
        Assert.Equal("'5.1.2026' is not of the form dd.MM.uuuu HH:mm or dd.MM.uuuu", reason);
    }

    private static SourceClock Wall(string zone, params string[] formats) => SourceClock.InZone(
        DateTimeZoneProviders.Tzdb[zone],
        [.. formats.Select(LocalDateTimePattern.CreateWithInvariantCulture)],
        string.Join(" or ", formats));
}
