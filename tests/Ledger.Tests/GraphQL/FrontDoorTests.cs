using System.Net;
using Ledger.Tests.Feed;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class FrontDoorTests(Cluster cluster)
{
    private const string Query = "/graphql?query={ledger{treeSize}cases(first:10){nodes{caseId}}}";

    [Fact]
    public async Task An_answer_that_was_asked_for_before_is_made_once_for_a_state_of_the_log_and_never_stale()
    {
        await using var server = await TestServer.Start(cluster);
        using var made = new StatementCount(server.Ledger.ConnectionString, "ORDER BY requested_at, case_id");
        for (var size = 0; size < 4; size++)
        {
            var before = made.Count;
            for (var again = 0; again < 5; again++)
            {
                using var response = await server.Client.GetAsync(Query, TestContext.Current.CancellationToken);
                var data = (await TestServer.Json(response)).GetProperty("data");
                Assert.Equal(size, data.GetProperty("ledger").GetProperty("treeSize").GetInt64());
                Assert.Equal(size, data.GetProperty("cases").GetProperty("nodes").GetArrayLength());
            }

            // What was never asked for before is not kept.
            Assert.Equal(size == 0 ? 2 : 1, made.Count - before);
            await server.Ledger.Recorder.RecordAsync([Samples.Account($"{size}")], TestContext.Current.CancellationToken);
            await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task An_answer_that_the_client_has_is_not_sent_again()
    {
        await using var server = await TestServer.Start(cluster);
        using var first = await server.Client.GetAsync(Query, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, await Status(server, first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "W/\"other\""));

        await server.Ledger.Recorder.RecordAsync([Samples.Account("1")], TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await Status(server, first.Headers.ETag.ToString()));

        using var wrong = await server.Client.GetAsync("/graphql?query={nothing}", TestContext.Current.CancellationToken);
        Assert.Equal((null, "no-store"), (wrong.Headers.ETag, wrong.Headers.CacheControl!.ToString()));
        using var post = await server.Post(new { query = "{ ledger { treeSize } }" });
        Assert.Equal((null, "no-store"), (post.Headers.ETag, post.Headers.CacheControl!.ToString()));
    }

    [Fact]
    public async Task Any_page_may_read_without_credentials_and_nothing_else_is_shared()
    {
        await using var server = await TestServer.Start(cluster);
        using var preflight = await Send(server, HttpMethod.Options, "/graphql", ("Origin", "https://example.org"),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(["*"], preflight.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["GET,POST"], preflight.Headers.GetValues("Access-Control-Allow-Methods"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));

        using var get = await Send(server, HttpMethod.Get, Query, ("Origin", "https://example.org"));
        Assert.Equal(["*"], get.Headers.GetValues("Access-Control-Allow-Origin"));
        foreach (var path in new[] { "/health", "/cases", "/data/digest" })
        {
            using var other = await Send(server, HttpMethod.Get, path, ("Origin", "https://example.org"));
            Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_when_to_go_on()
    {
        await using var server = await TestServer.Start(cluster, configuration: new Dictionary<string, string?>
        {
            ["PublicRequests:Burst"] = "5",
            ["PublicRequests:PerSecond"] = "1",
        });
        var refused = 0;
        for (var i = 0; i < 50 && refused == 0; i++)
        {
            using var response = await server.Client.GetAsync(Query, TestContext.Current.CancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                refused++;
                Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
                Assert.Equal(
                    "RATE_LIMITED",
                    (await TestServer.Json(response)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
            }
        }

        Assert.Equal(1, refused);
    }

    private static async Task<HttpStatusCode> Status(TestServer server, string tag)
    {
        using var response = await Send(server, HttpMethod.Get, Query, ("If-None-Match", tag));
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> Send(TestServer server, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
