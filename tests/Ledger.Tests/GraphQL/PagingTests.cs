using System.Text.Json;
using Ledger.Tests.Disclosures;
using Ledger.Tests.Store;
using PublicApi.GraphQL;

namespace Ledger.Tests.GraphQL;

public sealed class PagingTests(Cluster cluster)
{
    private const string PageInfo = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

    [Fact]
    public async Task Pages_from_the_end_give_the_list_backwards_and_know_what_lies_on_both_sides()
    {
        await using var server = await OfferedServices.Serve(cluster);
        await server.Ledger.Recorder.RecordAsync(
            [.. Enumerable.Range(0, 25).Select(i => Samples.Account($"{i}") with { RequestedAt = Samples.Noon.AddMinutes(i / 3) })],
            TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        foreach (var (list, item, cursor, size) in new[]
        {
            ("cases", "caseId", "String", 4), ("entries", "position", "Long", 10), ("services", "serviceCode", "String", 1), ("platforms", "code", "String", 2),
        })
        {
            var forwards = await Walk(server, list, item, "first", "after", "endCursor", "hasNextPage", "hasPreviousPage", cursor, size);
            var backwards = await Walk(server, list, item, "last", "before", "startCursor", "hasPreviousPage", "hasNextPage", cursor, size);
            backwards.Reverse();
            Assert.Equal(forwards.SelectMany(page => page), backwards.SelectMany(page => page));
            Assert.True(forwards.Count > 2 || list == "platforms");
            var count = (await server.Ask($"{{ {list}(first: 1) {{ totalCount }} }}")).GetProperty(list).GetProperty("totalCount").GetInt32();
            Assert.Equal(count, forwards.Sum(page => page.Count));
        }
    }

    [Fact]
    public async Task An_empty_page_beyond_the_end_says_that_others_come_before()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var cursor = (await server.Ask("{ services(last: 1) { edges { cursor } } }")).GetProperty("services").GetProperty("edges")[0].GetProperty("cursor");
        var page = (await server.Ask($"{{ services(first: 1, after: {cursor.GetRawText()}) {{ nodes {{ serviceCode }} {PageInfo} }} }}")).GetProperty("services");
        OfferQueriesTests.AssertJson(
            """{"nodes":[],"pageInfo":{"hasNextPage":false,"hasPreviousPage":true,"startCursor":null,"endCursor":null}}""", page);
        var none = (await server.Ask($"{{ cases(first: 1) {{ nodes {{ caseId }} {PageInfo} }} }}")).GetProperty("cases");
        OfferQueriesTests.AssertJson(
            """{"nodes":[],"pageInfo":{"hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}""", none);
    }

    [Fact]
    public async Task A_known_document_whose_cost_is_known_is_refused_for_what_its_variables_bring()
    {
        await using var server = await OfferedServices.Serve(cluster);
        const string query = "query ($after: String, $before: String) { cases(first: 1, after: $after, before: $before) { totalCount } }";
        var cursor = Cursors.Write("2026-01-05T08:00:00.000Z case-1");

        // The second time, and each time after a refusal.
        foreach (var variables in new object[] { new { before = cursor }, new { after = "MQ" }, new { after = cursor, before = cursor }, new { before = "MQ" } })
        {
            await server.Ask(query, new { after = cursor });
            Assert.Equal((variables.ToString(), 400, "BAD_ARGUMENT"), (variables.ToString(), 400, (await server.Refusal(query, variables)).Code));
        }
    }

    [Fact]
    public async Task A_page_without_an_end_to_begin_from_is_refused_also_when_the_document_is_known()
    {
        await using var server = await OfferedServices.Serve(cluster);
        foreach (var list in new[] { "cases", "entries", "services", "platforms", "providers", "serviceContent", "feeStandard" })
        {
            var query = $"query ($first: Int, $last: Int) {{ {list}(first: $first, last: $last) {{ totalCount }} }}";
            await server.Ask(query, new { first = 1 });
            foreach (var variables in new object[] { new { }, new { first = 1, last = 1 }, new { first = 0 }, new { first = 101 }, new { last = -1 } })
            {
                Assert.Equal((list, variables.ToString(), 400, "BAD_ARGUMENT"), (list, variables.ToString(), 400, (await server.Refusal(query, variables)).Code));
            }

            Assert.Equal((400, "BAD_ARGUMENT"), await server.Refusal($"{{ {list}(first: 1, before: \"1\") {{ totalCount }} }}"));
            Assert.Equal((400, "BAD_ARGUMENT"), await server.Refusal($"{{ {list}(last: 1, after: \"1\") {{ totalCount }} }}"));
        }
    }

    private static async Task<List<List<string>>> Walk(
        TestServer server, string list, string item, string count, string place, string cursor, string goesOn, string cameFrom, string type, int size)
    {
        var pages = new List<List<string>>();
        for (string? at = null; ;)
        {
            var page = (await server.Ask(
                $"query ($at: {type}) {{ {list}({count}: {size}, {place}: $at) {{ nodes {{ {item} }} {PageInfo} }} }}", new { at })).GetProperty(list);
            pages.Add([.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty(item).ToString())]);
            JsonElement info = page.GetProperty("pageInfo");
            Assert.Equal(at is not null, info.GetProperty(cameFrom).GetBoolean());
            at = info.GetProperty(cursor).GetString();
            if (!info.GetProperty(goesOn).GetBoolean())
            {
                return pages;
            }

            Assert.Equal(size, pages[^1].Count);
        }
    }
}
