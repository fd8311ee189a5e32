using System.Globalization;
using Ledger.Deciding;

namespace Projections.Compliance.Facts;

/// <summary>A calendar month in Asia/Shanghai (UTC+08:00).</summary>
public readonly record struct Month(int Year, int Number)
{
    // Of these years every month, and the year itself, begins and ends at an instant that .NET holds in UTC.
    private const int FirstYear = 2;
    private const int LastYear = 9998;

    private static readonly DateTimeOffset Earliest = new Month(FirstYear, 1).Start;
    private static readonly DateTimeOffset Latest = new Month(LastYear, 12).End;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>First instant, UTC: the evening before in UTC.</summary>
    public DateTimeOffset Start { get; } = Days.Start(new DateOnly(Year, Number, 1));

    /// <summary>First instant after it, UTC.</summary>
    public DateTimeOffset End { get; } = Days.Start(new DateOnly(Year, Number, 1).AddMonths(1));

    public Month Next => Of(FirstDay.AddMonths(1));

    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    public static Month Of(DateTimeOffset instant) => Of(Days.Of(instant));

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <returns>Null outside the years 2 to 9998.</returns>
    public static Month? Find(DateTimeOffset instant) => instant >= Earliest && instant < Latest ? Of(instant) : null;

    /// <param name="text">yyyy-MM.</param>
    /// <returns>Null for any other form, and outside the years 2 to 9998.</returns>
    public static Month? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear ? Of(day) : null;

    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
