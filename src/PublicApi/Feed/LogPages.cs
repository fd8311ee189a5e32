using Ledger.Journal;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using Projections.Transparency;
using PublicApi.GraphQL;

namespace PublicApi.Feed;

/// <summary>An entry and what its stream is about; null for nothing that readers filter by.</summary>
public sealed record FeedEntry(LoggedEntry Logged, EntrySubject? Subject);

/// <summary>
/// The pages of the public log, cut at the same places for all readers, so that readers share what one of them has read:
/// an entry never changes, so what was read stays right. Memory is bounded by the size of the entries held.
/// </summary>
public sealed class LogPages([FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, TimeProvider clock) : IDisposable
{
    /// <summary>Entries in a page.</summary>
    public const int PageEntries = Limits.PageItems;

    private const long CacheBytes = 16 * 1024 * 1024;

    // Readers that catch up, many after a restart, leave connections to those who ask.
    private const int ReadsAtATime = 4;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = CacheBytes });
    private readonly SemaphoreSlim reads = new(ReadsAtATime);

    public void Dispose()
    {
        pages.Dispose();
        reads.Dispose();
    }

    /// <summary>The entries from a position to the end of its page, or as many of them as the log has.</summary>
    /// <param name="from">Position of the first.</param>
    /// <param name="size">A size that the log is known to have; more are not given.</param>
    /// <param name="ct">Ends the wait.</param>
    public async ValueTask<ArraySegment<FeedEntry>> From(long from, long size, CancellationToken ct)
    {
        var first = from - (from % PageEntries);
        var known = (int)Math.Min(size - first, PageEntries);
        var page = Held(first, known);
        if (page is null)
        {
            await reads.WaitAsync(ct);
            try
            {
                page = Held(first, known) ?? await ReadWhenItCan(first, known, ct);
            }
            finally
            {
                reads.Release();
            }
        }

        var skipped = (int)(from - first);
        return new ArraySegment<FeedEntry>(page, skipped, Math.Min(page.Length, known) - skipped);
    }

    private FeedEntry[]? Held(long first, int entries) =>
        pages.TryGetValue(first, out FeedEntry[]? page) && page!.Length >= entries ? page : null;

    // A reader outlives a restart of the database: it waits, as it does for the next entry.
    private async Task<FeedEntry[]> ReadWhenItCan(long first, int entries, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await Read(first, entries, ct);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(PauseAfterFault, clock, ct);
            }
        }
    }

    private async Task<FeedEntry[]> Read(long first, int entries, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        var logged = await EntryQuery.After(connection, first - 1, entries, ct);
        if (logged.Count != entries || logged[^1].Entry.Position.Value != first + entries - 1)
        {
            throw new InvalidOperationException($"The log lacks entries from {first} that its head covers.");
        }

        var subjects = await EntrySubjects.Read(connection, logged.Select(entry => entry.Entry.Stream), ct);
        var page = logged.Select(entry => new FeedEntry(entry, subjects.GetValueOrDefault(entry.Entry.Stream))).ToArray();
        pages.Set(first, page, new MemoryCacheEntryOptions { Size = logged.Sum(entry => 500L + (4 * entry.Body.Length)) });
        return page;
    }
}
