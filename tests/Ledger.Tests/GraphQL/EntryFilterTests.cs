using Ledger.Tests.Disclosures;
using Ledger.Tests.Feed;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class EntryFilterTests(Cluster cluster)
{
    // 32 entries of the registry and the catalogue (0 to 31), then 40 of Boston: the even ones of SNOW in region 0, the odd ones
    // of POTHOLE in region 620102; two of four are closed, so have two entries.
    private static readonly (string Filter, Func<Seen, bool> Wanted)[] Filters =
    [
        ("types: [\"request.submitted\"]", entry => entry.Type == "request.submitted"),
        ("types: [\"delivery.completed\", \"platform.opened\"]", entry => entry.Type is "delivery.completed" or "platform.opened"),
        ("types: []", _ => false),
        ("platform: \"boston\"", entry => entry.Node == "boston"),
        ("platform: \"SC-510100\", types: [\"service.published\"]", entry => entry is { Node: "SC-510100", Type: "service.published" }),
        ("service: \"POTHOLE\"", entry => entry.Case % 2 == 1),
        ("service: \"FIN-01\"", entry => entry.Stream == "service-FIN-01"),
        ("region: \"620000\"", entry => entry.Case % 2 == 1),
        ("region: \"620102\", types: [\"delivery.completed\"]", entry => entry.Case % 2 == 1 && entry.Type == "delivery.completed"),
        ("region: \"510100\"", entry => entry.Stream is "platform-SC-510100" || entry.Stream.StartsWith("provider-", StringComparison.Ordinal)),
        ("region: \"510000\"", entry => entry.Case is null && !entry.Stream.StartsWith("service-", StringComparison.Ordinal) && !entry.Stream.StartsWith("regime-", StringComparison.Ordinal)),
        ("service: \"nothing\"", _ => false),
    ];

    [Fact]
    public async Task Filtered_pages_give_what_the_filter_says_and_so_does_the_live_feed()
    {
        await using var server = await Start();
        var all = await Read(server, "", "first", "after", "endCursor", "hasNextPage", size: 100);
        var cases = all.Where(entry => entry.Type == "request.submitted").Select((entry, i) => (entry.Stream, i)).ToDictionary(pair => pair.Stream, pair => pair.i);
        all = [.. all.Select(entry => entry with { Case = cases.TryGetValue(entry.Stream, out var number) ? number : null })];
        Assert.Equal(40, cases.Count);
        Assert.Equal(Enumerable.Range(0, all.Count).Select(i => (long)i), all.Select(entry => entry.Position));

        foreach (var (filter, wanted) in Filters)
        {
            var expected = all.Where(wanted).Select(entry => entry.Position).ToList();
            foreach (var size in new[] { 1, 7, 100 })
            {
                Assert.Equal((filter, string.Join(' ', expected)), (filter, Positions(await Read(server, $", {filter}", "first", "after", "endCursor", "hasNextPage", size))));
                var backwards = await Read(server, $", {filter}", "last", "before", "startCursor", "hasPreviousPage", size);
                Assert.Equal((filter, string.Join(' ', expected)), (filter, Positions(backwards.OrderBy(entry => entry.Position))));
            }

            if (expected.Count > 0)
            {
                var live = await EventReader.Entries(server.Client, $"({filter})", expected.Count);
                Assert.Equal(expected, live.Select(node => node.GetProperty("position").GetInt64()));
            }
        }
    }

    [Fact]
    public async Task As_of_a_state_nothing_of_later_is_told()
    {
        await using var server = await Start();
        var found = await server.Ask(
            """
            { entries(last: 2, asOf: { treeSize: 34 }) { totalCount nodes { position } pageInfo { hasNextPage endCursor } }
              beyond: entries(first: 5, after: 40, asOf: { treeSize: 34 }) { nodes { position } pageInfo { hasNextPage hasPreviousPage } }
              some: entries(first: 9, types: ["request.submitted"], asOf: { treeSize: 34 }) { totalCount nodes { position } } }
            """);
        OfferQueriesTests.AssertJson(
            """
            {"entries":{"totalCount":34,"nodes":[{"position":32},{"position":33}],"pageInfo":{"hasNextPage":false,"endCursor":"33"}},
             "beyond":{"nodes":[],"pageInfo":{"hasNextPage":false,"hasPreviousPage":true}},
             "some":{"totalCount":null,"nodes":[{"position":32}]}}
            """,
            found);
    }

    private static string Positions(IEnumerable<Seen> entries) => string.Join(' ', entries.Select(entry => entry.Position));

    private async Task<TestServer> Start()
    {
        var server = await OfferedServices.Serve(cluster);
        foreach (var i in Enumerable.Range(0, 40))
        {
            var account = Samples.Account($"{i}", hours: i % 4 < 2 ? 1 : null);
            await server.Ledger.Recorder.RecordAsync(
                [i % 2 == 0 ? account : account with { ServiceCode = "POTHOLE", RegionCode = "620102" }], TestContext.Current.CancellationToken);
        }

        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        return server;
    }

    private static async Task<List<Seen>> Read(
        TestServer server, string filter, string count, string place, string cursor, string goesOn, int size)
    {
        var seen = new List<Seen>();
        for (string? at = null; ;)
        {
            var page = (await server.Ask(
                $"query ($at: Long) {{ entries({count}: {size}, {place}: $at{filter}) {{ nodes {{ position type node stream }} pageInfo {{ {goesOn} {cursor} }} }} }}",
                new { at })).GetProperty("entries");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => new Seen(
                node.GetProperty("position").GetInt64(), node.GetProperty("type").GetString()!, node.GetProperty("node").GetString()!,
                node.GetProperty("stream").GetString()!, null)));
            if (!page.GetProperty("pageInfo").GetProperty(goesOn).GetBoolean())
            {
                return seen;
            }

            at = page.GetProperty("pageInfo").GetProperty(cursor).GetString();
        }
    }

    private sealed record Seen(long Position, string Type, string Node, string Stream, int? Case);
}
