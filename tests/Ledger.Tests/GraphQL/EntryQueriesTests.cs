using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class EntryQueriesTests(Cluster cluster)
{
    [Fact]
    public async Task Pages_give_every_entry_once_as_it_stands_in_the_log()
    {
        await using var server = await TestServer.Start(cluster);
        await server.Ledger.Recorder.RecordAsync(
            [.. Enumerable.Range(0, 30).Select(i => Samples.Account($"{i}", hours: i))], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        var bodies = new List<string>();
        for (string? after = null; ;)
        {
            // The cursor of a page, a string, is taken as the position it is.
            var page = (await server.Ask(
                """
                query ($after: Long) { entries(first: 7, after: $after) {
                  nodes { position body stream type streamVersion eventId occurredAt recordedAt node channel }
                  edges { cursor node { position } } pageInfo { hasNextPage endCursor } } }
                """,
                new { after })).GetProperty("entries");
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
            {
                Assert.Equal(bodies.Count, node.GetProperty("position").GetInt64());
                bodies.Add(node.GetProperty("body").GetString()!);
                foreach (var (name, member) in new[] { ("eventId", "id"), ("stream", "s"), ("type", "t"), ("occurredAt", "at"),
                    ("recordedAt", "rec"), ("node", "node"), ("channel", "ch") })
                {
                    Assert.Contains($"\"{member}\":\"{node.GetProperty(name)}\"", bodies[^1], StringComparison.Ordinal);
                }
            }

            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }

        await using var stored = server.Ledger.Administrator.CreateCommand(
            "SELECT array_agg(convert_from(body, 'UTF8') ORDER BY position) FROM public_log.entry");
        Assert.Equal(await stored.ExecuteScalarAsync(TestContext.Current.CancellationToken), bodies.ToArray());

        var last = await server.Ask("{ entries(after: 58, first: 1) { nodes { position } pageInfo { hasNextPage } } }");
        Assert.Equal("""{"entries":{"nodes":[{"position":59}],"pageInfo":{"hasNextPage":false}}}""", last.GetRawText());
        var none = await server.Ask("{ entries(after: 59, first: 1) { nodes { position } pageInfo { hasNextPage endCursor } } }");
        Assert.Equal("""{"entries":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""", none.GetRawText());
    }

    [Fact]
    public async Task All_fields_of_a_request_see_one_state_while_entries_are_added()
    {
        await using var server = await TestServer.Start(cluster);
        var ct = TestContext.Current.CancellationToken;
        using var allowed = new SemaphoreSlim(0);
        var writing = Write();

        // Thirty more are allowed whenever all that were allowed have been seen: so it is asked before, between and while.
        const int step = 30;
        var (size, expected) = (0L, 0L);
        var sizes = new HashSet<long>();
        while (size < 3 * step)
        {
            if (size == expected)
            {
                expected += step;
                allowed.Release(step);
            }

            var state = await server.Ask(
                "{ entries(first: 100) { nodes { position } } ledger { treeSize } serviceResults { received } cases(first: 100) { nodes { caseId } } }");
            size = state.GetProperty("ledger").GetProperty("treeSize").GetInt64();
            Assert.Equal(size, state.GetProperty("entries").GetProperty("nodes").GetArrayLength());
            Assert.Equal(size, state.GetProperty("cases").GetProperty("nodes").GetArrayLength());
            Assert.Equal(size, state.GetProperty("serviceResults").GetProperty("received").GetInt64());
            sizes.Add(size);
        }

        await writing;
        Assert.Superset(new HashSet<long> { step, 2 * step, 3 * step }, sizes);

        async Task Write()
        {
            for (var i = 0; i < 3 * step; i++)
            {
                await allowed.WaitAsync(ct);
                await server.Ledger.Recorder.RecordAsync([Samples.Account($"{i}")], ct);
            }
        }
    }
}
