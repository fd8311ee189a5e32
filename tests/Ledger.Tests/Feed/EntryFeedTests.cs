using Ledger.Tests.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Projections.Transparency;
using PublicApi.Feed;

namespace Ledger.Tests.Feed;

public sealed class EntryFeedTests(Cluster cluster)
{
    private static readonly EntryFilter Everything = new();

    [Fact]
    public async Task Gives_every_entry_once_in_order_from_any_position_and_follows()
    {
        await using var feed = await Feeding.Start(cluster, new FeedSettings());
        await feed.Publish(250);
        foreach (var after in new long?[] { null, -5, -1, 0, 98, 99, 100, 248, 249, long.MaxValue })
        {
            var first = Math.Max(0, (after ?? -1) == long.MaxValue ? 250 : (after ?? -1) + 1);
            await using var reading = feed.Entries.Follow(after, Everything).GetAsyncEnumerator(TestContext.Current.CancellationToken);
            for (var expected = first; expected < 250;)
            {
                expected = await Expect(reading, expected);
            }
        }

        await using var following = feed.Entries.Follow(249, Everything).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var expected = 250L; expected < 280;)
        {
            var next = following.MoveNextAsync();
            Assert.False(next.IsCompleted);
            await feed.Publish(10);
            Assert.True(await next);
            expected = Check(following.Current, expected);
        }
    }

    [Fact]
    public async Task A_filtered_reader_gets_what_it_asks_for_and_hears_where_it_stands()
    {
        await using var feed = await Feeding.Start(cluster, new FeedSettings());
        await feed.Publish(1_200);
        await feed.Publish(1, node: "rare", service: "RARE");
        await feed.Publish(5);

        foreach (var filter in new[]
        {
            Everything with { Service = "RARE" }, Everything with { Platform = "rare" }, Everything with { Service = "RARE", Types = ["request.submitted"] },
        })
        {
            await using var reading = feed.Entries.Follow(null, filter).GetAsyncEnumerator(TestContext.Current.CancellationToken);
            await reading.MoveNextAsync();
            Assert.Equal((0, 999L), (reading.Current.Entries.Count, reading.Current.Through));
            await reading.MoveNextAsync();
            Assert.Equal([1_200L], reading.Current.Entries.Select(entry => entry.Logged.Entry.Position.Value));
            Assert.Equal(1_205, reading.Current.Through);
        }

        await using var none = feed.Entries.Follow(null, Everything with { Types = ["no.such.type"] })
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await none.MoveNextAsync();
        Assert.Equal((0, 0L, 999L), (none.Current.Entries.Count, none.Current.From, none.Current.Through));
    }

    [Fact]
    public async Task A_reader_that_falls_behind_is_told_where_to_go_on_and_one_that_waits_is_not()
    {
        await using var feed = await Feeding.Start(cluster, new FeedSettings { Lag = 20 });
        await feed.Publish(10);
        await using var slow = feed.Entries.Follow(null, Everything).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using var quick = feed.Entries.Follow(null, Everything).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(10, await Expect(slow, 0));
        Assert.Equal(10, await Expect(quick, 0));

        // The quick one asks before the log grows, however much it grows at once; the slow one holds what it has.
        var next = quick.MoveNextAsync();
        await feed.Publish(31);
        Assert.True(await next);
        Assert.Equal(41, Check(quick.Current, 10));
        var lagged = await Assert.ThrowsAsync<LaggedException>(async () => await slow.MoveNextAsync());
        Assert.Equal(9, lagged.After);

        await using var again = feed.Entries.Follow(lagged.After, Everything).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(41, await Expect(again, 10));
    }

    [Fact]
    public async Task Readers_share_what_one_of_them_has_read()
    {
        await using var feed = await Feeding.Start(cluster, new FeedSettings());
        await feed.Publish(200);
        using var reads = new StatementCount(feed.Ledger.ConnectionString, "public_log.entry");
        for (var reader = 0; reader < 100; reader++)
        {
            await using var reading = feed.Entries.Follow(null, Everything).GetAsyncEnumerator(TestContext.Current.CancellationToken);
            Assert.Equal(100, await Expect(reading, 0));
            Assert.Equal(200, await Expect(reading, 100));
        }

        Assert.Equal(2, reads.Count);
    }

    private static async Task<long> Expect(IAsyncEnumerator<Stretch> reading, long from)
    {
        Assert.True(await reading.MoveNextAsync());
        return Check(reading.Current, from);
    }

    // Where the next stretch begins, once this one is found to be whole.
    private static long Check(Stretch stretch, long from)
    {
        Assert.Equal(from, stretch.From);
        Assert.Equal(
            Enumerable.Range(0, (int)(stretch.Through - from + 1)).Select(i => from + i),
            stretch.Entries.Select(entry => entry.Logged.Entry.Position.Value));
        return stretch.Through + 1;
    }

    /// <summary>The feed of a process that does not sequence: another one does.</summary>
    private sealed class Feeding : IAsyncDisposable
    {
        private readonly LogTail tail;
        private readonly LogPages pages;
        private int published;

        private Feeding(TestLedger ledger, FeedSettings settings)
        {
            var options = Options.Create(settings);
            Ledger = ledger;
            tail = new LogTail(ledger.Reader, options, TimeProvider.System, NullLogger<LogTail>.Instance);
            pages = new LogPages(ledger.Reader, TimeProvider.System);
            Entries = new EntryFeed(tail, pages, options);
        }

        public TestLedger Ledger { get; }

        public EntryFeed Entries { get; }

        public static async Task<Feeding> Start(Cluster cluster, FeedSettings settings)
        {
            var feeding = new Feeding(await TestLedger.Create(cluster), settings);
            await feeding.tail.StartAsync(CancellationToken.None);
            return feeding;
        }

        public async Task Publish(int count, string node = "boston", string service = "SNOW")
        {
            await Ledger.Recorder.RecordAsync(
                [.. Enumerable.Range(published, count).Select(i => Samples.Account($"{i}") with { Node = node, ServiceCode = service })],
                TestContext.Current.CancellationToken);
            published += count;
            await Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await tail.StopAsync(CancellationToken.None);
            tail.Dispose();
            pages.Dispose();
            await Ledger.DisposeAsync();
        }
    }
}
