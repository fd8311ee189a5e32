using System.Text.Json;
using Ledger.Tests.Disclosures;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class NodeTests(Cluster cluster)
{
    private const string Ids =
        """
        { platforms(last: 1, asOf: { treeSize: 20 }) { nodes { id __typename code version } }
          services(first: 1, at: "2026-01-05T00:00:00Z") { nodes { id __typename serviceCode content { version } } }
          providers(first: 1) { nodes { id __typename code version } }
          cases(first: 1) { nodes { id __typename caseId version } }
          entries(first: 1, after: 6) { nodes { id __typename position body } }
          regime { id __typename code nameZh } }
        """;

    private const string Again =
        """
        query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on Platform { code version } ... on Provider { code version }
          ... on CatalogueService { serviceCode content { version } } ... on Case { caseId version } ... on Entry { position body }
          ... on Regime { code nameZh } } }
        """;

    [Fact]
    public async Task An_id_gives_the_same_again_of_the_state_and_instant_it_was_seen_in()
    {
        await using var server = await OfferedServices.Serve(cluster);
        await server.Ledger.SubmitCase();
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        var seen = (await server.Ask(Ids)).EnumerateObject()
            .Select(field => field.Value.TryGetProperty("nodes", out var nodes) ? nodes[0] : field.Value).ToList();
        Assert.Equal(6, seen.Select(node => node.GetProperty("__typename").GetString()).Distinct().Count());

        // In another order, one of them twice, with what is no id between them.
        List<string?> ids = [.. seen.Select(Id).Reverse(), Id(seen[0]), "bm9uZQ", "", "case-1", Forged(seen)];
        var again = (await server.Ask(Again, new { ids })).GetProperty("nodes");
        List<string> expected = [.. seen.AsEnumerable().Reverse().Append(seen[0]).Select(node => node.GetRawText()), "null", "null", "null", "null"];
        Assert.Equal(expected, again.EnumerateArray().Select(node => node.GetRawText()));

        foreach (var node in seen)
        {
            var one = (await server.Ask("query ($id: ID!) { node(id: $id) { id __typename } }", new { id = Id(node) })).GetProperty("node");
            Assert.Equal(Id(node), Id(one));
        }

        // A case is found by its id as by its caseId.
        var found = await server.Ask("query ($id: ID!) { case(id: $id) { caseId } }", new { id = Id(seen[3]) });
        Assert.Equal(seen[3].GetProperty("caseId").GetString(), found.GetProperty("case").GetProperty("caseId").GetString());
    }

    [Fact]
    public async Task An_id_of_the_past_is_none_of_now()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var found = await server.Ask(
            """
            { now: platforms(first: 3) { nodes { id } } then: platforms(first: 3, asOf: { treeSize: 20 }) { nodes { id } }
              at: platforms(first: 3, at: "2026-01-05T00:00:00Z") { nodes { id } } }
            """);
        var ids = found.EnumerateObject().SelectMany(list => list.Value.GetProperty("nodes").EnumerateArray()).Select(Id).ToList();
        Assert.Equal((9, 9), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task Too_many_ids_are_refused_and_all_that_are_allowed_are_found_in_one_statement_a_type()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var ids = (await server.Ask("{ entries(first: 27) { nodes { id } } }")).GetProperty("entries").GetProperty("nodes").EnumerateArray()
            .Select(Id).ToList();
        using var reads = new Feed.StatementCount(server.Ledger.ConnectionString, "position = ANY");
        var found = (await server.Ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids })).GetProperty("nodes");
        Assert.Equal(ids, found.EnumerateArray().Select(Id));
        Assert.Equal(1, reads.Count);
        Assert.Equal(
            (400, "BAD_ARGUMENT"),
            await server.Refusal("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat("x", 101) }));
    }

    private static string? Id(JsonElement node) => node.GetProperty("id").GetString();

    // Well written, of a case that there is not.
    private static string Forged(List<JsonElement> seen) =>
        System.Buffers.Text.Base64Url.EncodeToString("Case|||case-none"u8) is var text && text != Id(seen[3]) ? text : "";
}
