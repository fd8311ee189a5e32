using System.Globalization;

namespace Ledger.Transparency;

/// <summary>The one written form of an instant: UTC, RFC 3339, always three decimals, such as <c>2026-01-05T08:00:00.000Z</c>.</summary>
public static class Instants
{
    // The runtime's round-trip form, "O", has seven decimals; it is the one form that it reads and writes fast.
    private const string RestOfRoundTrip = "0000Z";
    private const int ToMilliseconds = 23;

    /// <summary>How many characters the one form has.</summary>
    public const int WrittenLength = ToMilliseconds + 1;

    private const string DayForm = "yyyy-MM-dd";

    public static string Write(DateTimeOffset instant)
    {
        Span<char> text = stackalloc char[WrittenLength];
        Write(instant, text);
        return text.ToString();
    }

    /// <param name="text">Receives <see cref="WrittenLength"/> characters.</param>
    internal static void Write(DateTimeOffset instant, Span<char> text)
    {
        Span<char> roundTrip = stackalloc char[ToMilliseconds + RestOfRoundTrip.Length];
        instant.UtcDateTime.TryFormat(roundTrip, out _, "O", CultureInfo.InvariantCulture);
        roundTrip[..ToMilliseconds].CopyTo(text);
        text[ToMilliseconds] = 'Z';
    }

    /// <exception cref="FormatException">The text is not exactly in the one form.</exception>
    public static DateTimeOffset Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var instant) ? instant : throw new FormatException("An instant is not in the one form.");

    /// <summary>Whether the text is exactly in the one form.</summary>
    public static bool IsWritten(ReadOnlySpan<char> text) => TryParse(text, out _);

    /// <returns>Whether the text is exactly in the one form.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length != WrittenLength || text[^1] != 'Z')
        {
            return false;
        }

        Span<char> roundTrip = stackalloc char[ToMilliseconds + RestOfRoundTrip.Length];
        text[..ToMilliseconds].CopyTo(roundTrip);
        RestOfRoundTrip.CopyTo(roundTrip[ToMilliseconds..]);
        return DateTimeOffset.TryParseExact(roundTrip, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

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
