using System.Net;
using System.Text.Json;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using Ledger.Transparency;
using Projections.Sequencing;

namespace Ledger.Tests.Feed;

public sealed class EventStreamTests(Cluster cluster) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-feed-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_subscription_catches_up_and_follows_with_the_entries_as_they_stand_in_the_log()
    {
        await using var server = await TestServer.Start(cluster);
        await Record(server, 0, 130);
        var reading = EventReader.Entries(server.Client, "(after: 9)", 150);
        await Record(server, 130, 30);

        var nodes = await reading;
        await using var stored = server.Ledger.Administrator.CreateCommand(
            "SELECT array_agg(convert_from(body, 'UTF8') ORDER BY position) FROM public_log.entry WHERE position > 9");
        Assert.Equal(
            await stored.ExecuteScalarAsync(TestContext.Current.CancellationToken),
            nodes.Select(node => node.GetProperty("body").GetString()).ToArray());
    }

    [Fact]
    public async Task Only_what_a_signed_checkpoint_covers_is_told_and_every_checkpoint_is()
    {
        await using var server = await TestServer.Start(cluster, Publisher());
        var reading = Sizes(server, 200);
        var told = new List<long>();
        for (var i = 0; i < 200; i += 50)
        {
            // The next fifty come when the checkpoint over these is told, so there are at least four of them.
            await Record(server, i, 50);
            told.AddRange(await Checkpoints(server, told.LastOrDefault(), atLeast: i + 50));
        }

        await using var command = server.Ledger.Administrator.CreateCommand(
            "SELECT array_agg(size ORDER BY size) FROM public_log.signed_checkpoint WHERE size > 0");
        var signed = (long[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(signed, told);
        Assert.Subset(signed.ToHashSet(), await reading);

        // Without a place it begins with the newest; after an old one with all that follow, however many.
        Assert.Equal([200], await Checkpoints(server, null, atLeast: 200));
        Assert.Equal(signed[1..], await Checkpoints(server, signed[0], atLeast: 200));
    }

    [Fact]
    public async Task A_query_is_answered_once_and_what_is_refused_is_told_and_completed()
    {
        await using var server = await TestServer.Start(cluster);
        Assert.Equal(
            ["""{"ledger":{"treeSize":0}}"""],
            (await EventReader.Subscribe(server.Client, "{ ledger { treeSize } }").ToListAsync()).Select(answer => answer.GetProperty("data").GetRawText()));
        foreach (var (query, code) in new[]
        {
            ("subscription { nothing }", "FIELDS_ON_CORRECT_TYPE"),
            ("subscription { a: entries { resumeAfter } b: entries { resumeAfter } }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS"),
            ("mutation { nothing }", "INVALID_OPERATION"),
            ("subscription { entries(types: [" + string.Concat(Enumerable.Repeat("\"a\" ", 51)) + "]) { resumeAfter } }", "BAD_ARGUMENT"),
            ("subscription {", "SYNTAX_ERROR"),
        })
        {
            var answer = Assert.Single(await EventReader.Subscribe(server.Client, query).ToListAsync());
            Assert.Equal((query, code), (query, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task A_subscription_by_GET_is_a_stream_too_and_elsewhere_it_is_refused()
    {
        await using var server = await TestServer.Start(cluster);
        await Record(server, 0, 1);
        const string Query = "/graphql?query=subscription{entries{resumeAfter}}";
        using var request = new HttpRequestMessage(HttpMethod.Get, Query);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(":\n\nevent: next\ndata: {\"data\":{\"entries\":{\"resumeAfter\":0}}}\n\n", await FirstEvent(response));

        using var plain = await server.Client.GetAsync(Query, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, plain.StatusCode);
        Assert.Equal((400, "INVALID_OPERATION"), await server.Refusal("subscription { entries { resumeAfter } }"));
    }

    [Fact]
    public async Task No_more_streams_are_open_than_are_allowed_and_one_that_ends_makes_room()
    {
        await using var server = await TestServer.Start(
            cluster, configuration: new Dictionary<string, string?> { ["Feed:ConnectionsPerAddress"] = "2" });
        await Record(server, 0, 1);
        await using var first = EventReader.Subscribe(server.Client, "subscription { entries { resumeAfter } }").GetAsyncEnumerator();
        await using (var second = EventReader.Subscribe(server.Client, "subscription { entries { resumeAfter } }").GetAsyncEnumerator())
        {
            Assert.True(await first.MoveNextAsync() && await second.MoveNextAsync());
            var refused = await Assert.ThrowsAsync<HttpRequestException>(
                async () => await EventReader.Subscribe(server.Client, "{ ledger { treeSize } }").ToListAsync());
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        }

        // The service hears of a client that left when the client's end does.
        for (var tries = 0; ; tries++)
        {
            try
            {
                await EventReader.Subscribe(server.Client, "{ ledger { treeSize } }").ToListAsync();
                break;
            }
            catch (HttpRequestException) when (tries < 600)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<string> FirstEvent(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body);
        var text = "";
        while (!text.EndsWith("}\n\n", StringComparison.Ordinal))
        {
            text += await reader.ReadLineAsync() + "\n";
        }

        return text;
    }

    private static async Task<List<long>> Checkpoints(TestServer server, long? after, long atLeast)
    {
        var sizes = new List<long>();
        const string Query = "subscription ($after: Long) { checkpoints(after: $after) { treeSize rootHash checkpoint signedAt } }";
        await foreach (var answer in EventReader.Subscribe(server.Client, Query, new { after }))
        {
            var checkpoint = answer.GetProperty("data").GetProperty("checkpoints");
            sizes.Add(checkpoint.GetProperty("treeSize").GetInt64());
            Assert.Contains($"\n{sizes[^1]}\n{checkpoint.GetProperty("rootHash")}\n", checkpoint.GetProperty("checkpoint").GetString(), StringComparison.Ordinal);
            if (sizes[^1] >= atLeast)
            {
                break;
            }
        }

        return sizes;
    }

    private static async Task<HashSet<long>> Sizes(TestServer server, long upTo)
    {
        var sizes = new HashSet<long>();
        await foreach (var answer in EventReader.Subscribe(server.Client, "subscription { entries { treeSize resumeAfter nodes { position } } }"))
        {
            JsonElement batch = answer.GetProperty("data").GetProperty("entries");
            sizes.Add(batch.GetProperty("treeSize").GetInt64());
            if (batch.GetProperty("resumeAfter").GetInt64() == upTo - 1)
            {
                break;
            }
        }

        return sizes;
    }

    private static async Task Record(TestServer server, int from, int count) => await server.Ledger.Recorder.RecordAsync(
        [.. Enumerable.Range(from, count).Select(i => Samples.Account($"{i}"))], TestContext.Current.CancellationToken);

    private CheckpointPublisher Publisher() => new(
        NoteSigner.FromSeed("test.example/log", new byte[32]), Path.Combine(folder, "last-checkpoint"), TimeProvider.System);
}
