using Projections.Verdicts;

namespace PublicApi.Syndication;

/// <summary>What a feed tells of one thing.</summary>
/// <param name="EventId">Of the entry by which it came; with the code it is its id for ever.</param>
/// <param name="Code">Tells items of one entry apart.</param>
/// <param name="Place">In the feed, the newest at the head.</param>
/// <param name="Updated">When the entry was recorded that changed it last.</param>
internal sealed record FeedItem(
    Guid EventId, string Code, NewestPlace Place, string Title, string Text, DateTimeOffset Published, DateTimeOffset Updated);

/// <summary>A page of a feed.</summary>
/// <param name="Next">The place after which the next page begins; null on the last one.</param>
internal sealed record FeedPage(IReadOnlyList<FeedItem> Items, NewestPlace? Next)
{
    public const int Most = 50;

    /// <param name="found">One more than a page has, if there are more.</param>
    public static FeedPage Of(IReadOnlyList<FeedItem> found) => found.Count > Most
        ? new([.. found.Take(Most)], found[Most - 1].Place)
        : new(found, Next: null);

    /// <summary>When anything in it changed last; the epoch for an empty one, which never changed.</summary>
    public DateTimeOffset Updated => Items.Count == 0 ? DateTimeOffset.UnixEpoch : Items.Max(item => item.Updated);
}
