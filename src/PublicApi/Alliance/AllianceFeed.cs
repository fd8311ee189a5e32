using System.Runtime.CompilerServices;
using Ledger.Alliance;
using Ledger.Journal;
using Ledger.Members;
using Ledger.Transparency;
using Npgsql;
using Projections.Transparency;
using PublicApi.Feed;

namespace PublicApi.Alliance;

/// <summary>The live feed for a member. Before every stretch it is asked again whether the member may still read.</summary>
public sealed class AllianceFeed
{
    private readonly EntryFeed feed;
    private readonly AllianceAccess access;
    private readonly NpgsqlDataSource journal;

    internal AllianceFeed(EntryFeed feed, AllianceAccess access, [FromKeyedServices(Roles.Alliance)] NpgsqlDataSource journal) =>
        (this.feed, this.access, this.journal) = (feed, access, journal);

    /// <param name="member">Who reads.</param>
    /// <param name="after">The last position that the reader has; null reads from the first entry.</param>
    /// <param name="filter">Which entries it wants.</param>
    /// <param name="mine">Whether only those of cases that concern its node.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="LiveEndException">The reader lags, or the member may read no longer.</exception>
    public async IAsyncEnumerable<Stretch> Follow(
        Member member, long? after, EntryFilter filter, bool mine, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var asker = new Asker { Member = member };
        await foreach (var stretch in feed.Follow(after, filter, ct))
        {
            if (!await access.IsInForce(member, ct))
            {
                throw new NoLongerMemberException();
            }

            yield return mine ? stretch with { Entries = await Mine(stretch.Entries, asker, ct), Audience = "mine" } : stretch;
        }
    }

    // By the entry itself: so whoever reads later sees the same stretch as whoever followed live.
    private async Task<IReadOnlyList<FeedEntry>> Mine(IReadOnlyList<FeedEntry> entries, Asker asker, CancellationToken ct)
    {
        FeedEntry[] ofCases = [.. entries.Where(entry => EntrySchema.IsCase(entry.Logged.Entry.Stream))];
        if (asker.IsProvince || ofCases.Length == 0)
        {
            return ofCases;
        }

        await using var connection = await journal.OpenConnectionAsync(ct);
        var concerns = await CaseHistory.LoadConcerns(connection, [.. ofCases.Select(entry => entry.Logged.Entry.Stream).Distinct()], ct);
        return [.. ofCases.Where(entry => concerns.TryGetValue(entry.Logged.Entry.Stream, out var history)
            && asker.Sees(history.UpTo(entry.Logged.Entry.StreamVersion)))];
    }
}
