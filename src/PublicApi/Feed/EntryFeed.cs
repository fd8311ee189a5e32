using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Projections.Transparency;
using PublicApi.GraphQL;

namespace PublicApi.Feed;

/// <summary>Entries of a stretch of the log that a reader wants.</summary>
/// <param name="Entries">Those that its filter takes, in order of position; there may be none.</param>
/// <param name="From">Where the stretch begins.</param>
/// <param name="Through">The last position of the stretch: the place to go on after.</param>
/// <param name="Size">How many entries were published when the stretch was read.</param>
public sealed record Stretch(IReadOnlyList<FeedEntry> Entries, long From, long Through, long Size) : IShared
{
    /// <summary>Readers for whom another choice of the stretch's entries is made have another word here.</summary>
    public string Audience { get; init; } = "";

    public string Key => $"e{From}-{Through}/{Size}{Audience}";

    // Twice: most fields of an entry can be asked for beside its body.
    public long Bytes => 1_000 + Entries.Sum(entry => 500L + (2 * entry.Logged.Body.Length));
}

/// <summary>A live stream ends before its reader ends it, and the reader is told why.</summary>
public abstract class LiveEndException(string message) : Exception(message)
{
    /// <summary>In <c>extensions.code</c>.</summary>
    public abstract string Code { get; }

    /// <summary>The position to go on after, where that helps.</summary>
    public virtual long? GoOnAfter => null;
}

/// <summary>A reader is slower than the log for too long. Nothing is lost: it can go on after the position.</summary>
public sealed class LaggedException(long after) : LiveEndException($"This reader lags. Go on with after: {after}.")
{
    public long After => after;

    public override string Code => ErrorCodes.Lagged;

    public override long? GoOnAfter => after;
}

/// <summary>
/// The public log as it grows: every entry from a position on, in order, without a gap. A reader takes one stretch after
/// the other, so nothing is buffered for it; it holds its place, and the log itself is what it catches up from.
/// </summary>
public sealed class EntryFeed(LogTail tail, LogPages pages, IOptions<FeedSettings> settings)
{
    /// <summary>A filtered reader hears its position at least once in so many entries, wanted or not.</summary>
    public const int LongestSilence = 1_000;

    /// <param name="after">The last position that the reader has; null reads from the first entry.</param>
    /// <param name="filter">Which entries it wants.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="LaggedException">
    /// The reader stood at the end, and the log gained more than <see cref="FeedSettings.Lag"/> entries before it stood there again.
    /// </exception>
    public async IAsyncEnumerable<Stretch> Follow(long? after, EntryFilter filter, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var next = after is { } last ? Math.Clamp(last, -1, long.MaxValue - 1) + 1 : 0;
        var (told, mayGrowTo) = (next, long.MaxValue);
        using var joined = tail.Join();
        while (true)
        {
            var size = (await tail.Until(state => state.Size > next, ct)).Size;
            if (size > mayGrowTo)
            {
                throw new LaggedException(next - 1);
            }

            var page = await pages.From(next, size, ct);
            var wanted = page.Where(entry => filter.Takes(entry.Logged, entry.Subject)).ToArray();
            next += page.Count;
            if (wanted.Length > 0 || next - told >= LongestSilence)
            {
                yield return new Stretch(wanted, told, next - 1, size);
                told = next;
            }

            if (next == size)
            {
                // What the log gains at once while a reader waits, as by an import, is no fault of the reader.
                var seen = tail.Newest.Size > next ? size : (await tail.Until(state => state.Size > next, ct)).Size;
                mayGrowTo = seen + settings.Value.Lag;
            }
        }
    }
}
