namespace Ledger.Deciding;

/// <summary>Days and months of the network: those of Asia/Shanghai, UTC+08:00 without daylight saving since 1991.</summary>
public static class Days
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day in Asia/Shanghai at an instant.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The first instant of a day in Asia/Shanghai, in UTC.</summary>
    public static DateTimeOffset Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, Offset).ToUniversalTime();

    /// <summary>The month in Asia/Shanghai at an instant, as its first day.</summary>
    public static DateOnly MonthOf(DateTimeOffset instant)
    {
        var day = Of(instant);
        return new DateOnly(day.Year, day.Month, 1);
    }
}
