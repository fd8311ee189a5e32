using Ledger.Transparency;
using NodaTime;
using NodaTime.Text;

namespace PublicApi.Imports;

/// <summary>A time as a source gave it: the instant, UTC to the millisecond, and the wall clock it was read from.</summary>
internal readonly record struct SourceTime(DateTimeOffset Instant, int UtcOffsetMinutes);

/// <summary>
/// Reads the times of one source: exact patterns, and either a time zone of the tz database or an offset in the text.
/// A wall time that the autumn change repeats is taken as the earlier instant, which is the one in daylight saving
/// time; a wall time that the spring change leaves out is refused.
/// </summary>
internal sealed class SourceClock
{
    private const string Rfc3339Example = "RFC 3339 with an offset, such as 2020-01-17T19:03:41-05:00";

    // Outside these years a time is a default value or a slip of the pen, such as 0001-01-01 or 9999-12-31.
    private static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2200, 1, 1, 0, 0);

    private readonly Func<string, (OffsetDateTime? Time, string Reason)> read;

    private SourceClock(Func<string, (OffsetDateTime? Time, string Reason)> read) => this.read = read;

    public static SourceClock Rfc3339 { get; } = InText([OffsetDateTimePattern.Rfc3339], Rfc3339Example);

    public static SourceClock InText(IReadOnlyList<OffsetDateTimePattern> patterns, string expected) =>
        new(text => Parse(patterns, text) is { } time ? (time, "") : (null, $"is not of the form {expected}"));

    public static SourceClock InZone(DateTimeZone zone, IReadOnlyList<LocalDateTimePattern> patterns, string expected) =>
        new(text => Parse(patterns, text) is { } local
            ? ToInstant(zone, local)
            : (null, $"is not of the form {expected}"));

    /// <summary>The time, or null and the reason why the text gives none.</summary>
    public SourceTime? Read(string text, out string reason)
    {
        (var time, reason) = read(text);
        if (time is not { } found)
        {
            reason = $"{SourceTexts.Quote(text)} {reason}";
            return null;
        }

        var instant = found.ToInstant();
        if (instant < Earliest || instant >= End)
        {
            reason = $"{SourceTexts.Quote(text)} is not in the years 1900 to 2199";
            return null;
        }

        return new SourceTime(Instants.ToMillisecond(instant.ToDateTimeOffset()), found.Offset.Seconds / NodaConstants.SecondsPerMinute);
    }

    private static (OffsetDateTime? Time, string Reason) ToInstant(DateTimeZone zone, LocalDateTime local)
    {
        var places = zone.MapLocal(local);
        return places.Count == 0
            ? (null, $"does not exist in {zone.Id}: the clocks went forward over it")
            : (places.First().ToOffsetDateTime(), "");
    }

    private static T? Parse<T>(IEnumerable<IPattern<T>> patterns, string text)
        where T : struct
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Parse(text) is { Success: true } parsed)
            {
                return parsed.Value;
            }
        }

        return null;
    }
}
