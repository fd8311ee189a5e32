using System.Globalization;

namespace Ledger.Transparency;

/// <summary>The one written form of an instant: UTC, RFC 3339, always three decimals, such as <c>2026-01-05T08:00:00.000Z</c>.</summary>
public static class Instants
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const string DayForm = "yyyy-MM-dd";

    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not exactly in the one form.</exception>
    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Whether the text is exactly in the one form.</summary>
    public static bool IsWritten(string text) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary>The one written form of a day: <c>2026-01-05</c>.</summary>
    public static string Write(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>Whether the text is exactly a day in the one form.</summary>
    public static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <exception cref="FormatException">The text is not exactly in the one form.</exception>
    public static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, DayForm, CultureInfo.InvariantCulture);

    /// <summary>Cuts an instant to the whole milliseconds that the ledger keeps.</summary>
    public static DateTimeOffset ToMillisecond(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
