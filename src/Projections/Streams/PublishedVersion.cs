using System.Collections.Immutable;
using System.Globalization;
using Ledger.Transparency;

namespace Projections.Streams;

/// <summary>A version of something published, with the time in which it is in force.</summary>
public abstract record PublishedVersion
{
    /// <summary>From 1.</summary>
    public long Version { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>First instant at which it is no longer in force; null while no end is known. Not after
    /// <see cref="EffectiveFrom"/> where it never is in force.</summary>
    public DateTimeOffset? EffectiveTo { get; init; }

    /// <summary>Of the entry that published it.</summary>
    public long Position { get; init; }

    public bool IsInForceAt(DateTimeOffset instant) => instant >= EffectiveFrom && (EffectiveTo is not { } end || instant < end);

    /// <summary>Ended at an instant, if it does not end before.</summary>
    internal PublishedVersion EndedAt(DateTimeOffset end) => this with { EffectiveTo = EffectiveTo is { } known && known < end ? known : end };
}

/// <summary>The versions of one thing, in the order of recording; at most one of them is in force at an instant.</summary>
public static class PublishedVersions
{
    /// <summary>The version in force at an instant; null when none is.</summary>
    public static T? At<T>(this ImmutableArray<T> versions, DateTimeOffset instant)
        where T : PublishedVersion => versions.LastOrDefault(version => version.IsInForceAt(instant));

    /// <summary>The version with what every entry of a version says: its number, and when it was recorded and takes effect.</summary>
    internal static T From<T>(this T version, PublicEntry entry)
        where T : PublishedVersion => version with
        {
            Version = entry.Fields.RequireExact("version"),
            PublishedAt = entry.RecordedAt,
            EffectiveFrom = entry.Fields.RequireInstant("effective_from"),
            Position = entry.Position.Value,
        };

    /// <summary>With one version more. Of two, the one that takes effect later ends the other; of those that take effect at
    /// one instant, the one that was recorded later.</summary>
    internal static ImmutableArray<T> With<T>(this ImmutableArray<T> versions, T next)
        where T : PublishedVersion
    {
        var later = versions.Where(version => version.EffectiveFrom > next.EffectiveFrom).Min(version => (DateTimeOffset?)version.EffectiveFrom);
        return versions.Ended(next.EffectiveFrom, version => version.EffectiveFrom <= next.EffectiveFrom)
            .Add(later is { } end ? (T)next.EndedAt(end) : next);
    }

    /// <summary>Those that <paramref name="which"/> holds for end at an instant.</summary>
    internal static ImmutableArray<T> Ended<T>(this ImmutableArray<T> versions, DateTimeOffset end, Func<T, bool> which)
        where T : PublishedVersion => [.. versions.Select(version => which(version) ? (T)version.EndedAt(end) : version)];

    /// <summary>A number of an entry that the row can hold exactly.</summary>
    /// <exception cref="FormatException">It is beyond ±(2^53−1).</exception>
    internal static long RequireExact(this PublicFields fields, string name) =>
        fields.RequireNumber(name) is var number and <= LargestExact and >= -LargestExact
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The number '{name}' is outside those that are exact in JSON."));

    private const long LargestExact = (1L << 53) - 1;
}
