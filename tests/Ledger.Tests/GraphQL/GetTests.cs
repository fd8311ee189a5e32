using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Ledger.Tests.GraphQL;

public sealed class GetTests(EmptyService empty) : IClassFixture<EmptyService>
{
    private const string Modern = "application/graphql-response+json";

    [Fact]
    public async Task A_GET_is_answered_as_a_POST_is()
    {
        var server = empty.Server;
        const string Query = "query A($name: String!) { ledger { treeSize } __type(name: $name) { name } }";
        var variables = """{"name":"Entry"}""";
        using var post = await server.Post(new { query = Query, variables = new { name = "Entry" }, operationName = "A" });
        using var get = await Get(
            server, $"/graphql?query={Uri.EscapeDataString(Query)}&variables={Uri.EscapeDataString(variables)}&operationName=A&extensions=%7B%7D");
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(Modern, get.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept", get.Headers.Vary.First());
        Assert.Equal(await post.Content.ReadAsStringAsync(), await get.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?query=")]
    [InlineData("?query={__typename}&query={__typename}")]
    [InlineData("?query={__typename}&variables=[]")]
    [InlineData("?query={__typename}&variables={")]
    [InlineData("?query={__typename}&variables={\"a\":1,\"a\":2}")]
    [InlineData("?query={__typename}&variables={}&variables={}")]
    [InlineData("?query={__typename}&extensions=1")]
    [InlineData("?query={__typename}&variables={\"a\":\"\\ud800\"}")]
    [InlineData("?query={__typename}%00")]
    [InlineData("?query={__typename")]
    public async Task Parameters_that_are_no_request_are_400(string parameters)
    {
        var server = empty.Server;
        using var response = await Get(server, "/graphql" + parameters);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(string.IsNullOrEmpty((await TestServer.Json(response)).GetProperty("errors")[0].GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("mutation{__typename}")]
    [InlineData("subscription{__typename}")]
    public async Task What_is_no_query_is_405_for_a_GET(string document)
    {
        var server = empty.Server;
        using var response = await Get(server, $"/graphql?query={document}");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (response.StatusCode, response.Content.Headers.Allow.Single()));
    }

    [Fact]
    public async Task Answers_are_compressed_for_who_takes_it()
    {
        var server = empty.Server;
        var plain = await (await Get(server, "/graphql?query={__schema{types{name}}}")).Content.ReadAsStringAsync();
        foreach (var encoding in new[] { "br", "gzip" })
        {
            using var response = await Get(server, "/graphql?query={__schema{types{name}}}", encoding);
            Assert.Equal(encoding, response.Content.Headers.ContentEncoding.Single());
            Assert.Equal("Accept, Accept-Encoding", string.Join(", ", response.Headers.Vary));
            await using var packed = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await using Stream unpacked = encoding == "br"
                ? new BrotliStream(packed, CompressionMode.Decompress)
                : new GZipStream(packed, CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked, Encoding.UTF8);
            Assert.Equal(plain, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task The_schema_as_text_has_a_tag_by_which_it_is_not_sent_twice()
    {
        var server = empty.Server;
        using var first = await Get(server, "/graphql/schema.graphql");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("type Query", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/graphql/schema.graphql");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Every_audit_of_graphql_http_passes()
    {
        var server = empty.Server;
        Assert.Equal("61 of 61", await NpmPrograms.Run("audit.mjs", $"{server.Client.BaseAddress}graphql"));
    }

    private static Task<HttpResponseMessage> Get(TestServer server, string url, string? encoding = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Modern));
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
