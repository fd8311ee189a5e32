using System.Net;
using System.Text;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class EndpointTests(Cluster cluster, EmptyService empty) : IClassFixture<EmptyService>
{
    private const string Modern = "application/graphql-response+json";
    private const string Old = "application/json";
    private static readonly byte[] Good = """{"query":"{ ledger { treeSize } }"}"""u8.ToArray();
    private static readonly byte[] Invalid = """{"query":"{ nothing }"}"""u8.ToArray();
    private static readonly byte[] Unreadable = """{"query":"{"}"""u8.ToArray();

    [Fact]
    public async Task Answers_in_the_media_type_that_was_asked_for()
    {
        var server = empty.Server;
        (string? Accept, byte[] Body, int Status, string MediaType)[] cases =
        [
            (Modern, Good, 200, Modern),
            (Old, Good, 200, Old),
            (null, Good, 200, Old),
            ("*/*", Good, 200, Old),
            ("application/*", Good, 200, Old),
            ($"{Modern}, {Old};q=0.9", Good, 200, Modern),
            ($"{Modern};q=0.1, {Old}", Good, 200, Old),
            ($"{Modern};q=0, {Old};q=0.1", Good, 200, Old),
            ("text/html", Good, 406, Old),
            (Modern, Invalid, 400, Modern),
            (Old, Invalid, 200, Old),
            (Modern, Unreadable, 400, Modern),
            (Old, Unreadable, 200, Old),
        ];
        foreach (var (accept, body, status, mediaType) in cases)
        {
            using var response = await server.Send(body, accept);
            Assert.Equal(
                (accept, status, mediaType, "utf-8"),
                (accept, (int)response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Content.Headers.ContentType.CharSet));
            Assert.Equal(body != Good || status != 200, (await TestServer.Json(response)).TryGetProperty("errors", out _));
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task A_body_that_is_not_said_to_be_JSON_is_415(string? contentType)
    {
        var server = empty.Server;
        using var response = await server.Send(Good, contentType: contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""[{"query":"{ ledger { treeSize } }"}]""")]
    [InlineData("{}")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","query":"{ ledger { treeSize } }"}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","operationName":1}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","variables":"{}"}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","variables":[]}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","extensions":[]}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }",}""")]
    [InlineData("\uFEFF{\"query\":\"{ ledger { treeSize } }\"}")]
    [InlineData("""{"query":"{ ledger { treeSize } }","variables":{"a":"\u0000"}}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","variables":{"a":["\ud800"]}}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","variables":{"\udc00":1}}""")]
    [InlineData("""{"query":"{ ledger { treeSize } }","operationName":"\ud800"}""")]
    public async Task A_body_that_is_no_request_is_400(string body)
    {
        var server = empty.Server;
        foreach (var accept in new[] { Modern, Old })
        {
            using var response = await server.Send(Encoding.UTF8.GetBytes(body), accept);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.False(string.IsNullOrEmpty((await TestServer.Json(response)).GetProperty("errors")[0].GetProperty("message").GetString()));
        }
    }

    [Fact]
    public async Task Only_GET_and_POST_are_allowed_and_a_body_is_small_and_plain()
    {
        var server = empty.Server;
        using var put = await server.Client.PutAsync("/graphql", null, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, POST"), (put.StatusCode, string.Join(", ", put.Content.Headers.Allow)));

        using var large = await server.Send(Encoding.UTF8.GetBytes($$"""{"query":"{{new string(' ', 70_000)}}"}"""));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);

        using var packed = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(Good) };
        packed.Content.Headers.Add("Content-Type", Old);
        packed.Content.Headers.Add("Content-Encoding", "gzip");
        using var refused = await server.Client.SendAsync(packed, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
    }

    [Fact]
    public async Task A_fault_of_the_database_tells_nothing()
    {
        await using var server = await TestServer.Start(cluster);
        await using var broken = server.Ledger.Administrator.CreateCommand("ALTER TABLE public_log.head RENAME TO moved");
        await broken.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        using var response = await server.Post(new { query = "{ ledger { treeSize } }" });
        var answer = await TestServer.Json(response);
        Assert.Equal(
            """[{"message":"internal error","locations":[{"line":1,"column":3}],"path":["ledger"],"extensions":{"code":"INTERNAL"}}]""",
            answer.GetProperty("errors").GetRawText());
    }
}
