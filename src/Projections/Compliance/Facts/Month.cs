using System.Globalization;
using Ledger.Deciding;

namespace Projections.Compliance.Facts;

/// <summary>A calendar month in Asia/Shanghai (UTC+08:00).</summary>
public readonly record struct Month(int Year, int Number)
{
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

    /// <param name="text">yyyy-MM.</param>
    /// <returns>Null for any other form.</returns>
    public static Month? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day) : null;

    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
