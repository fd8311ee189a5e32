using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Tests.Store;
using PublicApi.GraphQL;

namespace Ledger.Tests.GraphQL;

public sealed class PersistedDocumentTests(Cluster cluster)
{
    private const string Query = "{ ledger { treeSize } }";

    [Fact]
    public async Task A_document_that_came_once_with_its_hash_is_answered_by_the_hash()
    {
        await using var server = await TestServer.Start(cluster);
        var byHash = new { extensions = Extension(Hash(Query)) };
        Assert.Equal((400, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"), await Refusal(server, byHash));

        using (var sent = await server.Post(new { query = Query, extensions = Extension(Hash(Query)) }))
        {
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        using var post = await server.Post(byHash);
        Assert.Equal(0, Size(await TestServer.Json(post)));
        foreach (var url in new[]
        {
            $"/graphql?extensions={Uri.EscapeDataString(JsonSerializer.Serialize(Extension(Hash(Query))))}",
            $"/graphql?documentId=sha256:{Hash(Query)}",
        })
        {
            using var get = await server.Client.GetAsync(url, TestContext.Current.CancellationToken);
            Assert.Equal(0, Size(await TestServer.Json(get)));
            Assert.Equal("public, max-age=1", get.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task A_hash_of_something_else_is_refused_and_a_document_that_is_refused_is_not_kept()
    {
        await using var server = await TestServer.Start(cluster);
        Assert.Equal("BAD_REQUEST", (await Refusal(server, new { query = Query, extensions = Extension(Hash("{ other }")) })).Code);
        Assert.Equal("BAD_REQUEST", (await Refusal(server, new { query = Query, documentId = $"sha256:{Hash(Query)}" })).Code);
        Assert.Equal("BAD_REQUEST", (await Refusal(server, new { documentId = "1" })).Code);
        Assert.Equal("BAD_REQUEST", (await Refusal(server, new { extensions = new { persistedQuery = new { version = 1 } } })).Code);
        foreach (var document in new[] { "{ nothing }", "{", "{ entries(first: 101) { nodes { type } } }" })
        {
            await Refusal(server, new { query = document, extensions = Extension(Hash(document)) });
            Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await Refusal(server, new { extensions = Extension(Hash(document)) })).Code);
        }
    }

    [Fact]
    public async Task Every_document_of_the_service_is_listed_valid_and_answered_by_its_hash()
    {
        await using var server = await TestServer.Start(cluster);
        using var response = await server.Client.GetAsync("/graphql/documents", TestContext.Current.CancellationToken);
        var listed = (await TestServer.Json(response)).EnumerateObject().ToList();
        Assert.Equal(Directory.GetFiles(Repository.Path("src/PublicApi/GraphQL/Documents")).Length, listed.Count);
        foreach (var document in listed)
        {
            Assert.Equal(Hash(document.Value.GetString()!), document.Name);
            using var answer = await server.Client.GetAsync(
                $"/graphql?documentId=sha256:{document.Name}&variables=%7B%22id%22:%22case-0%22%7D", TestContext.Current.CancellationToken);
            var json = await TestServer.Json(answer);
            Assert.False(json.TryGetProperty("errors", out var errors), errors.ToString());
            Assert.Equal(0, Size(json));
            Assert.Equal(Limits.ComplexityOfOurs, json.GetProperty("extensions").GetProperty("cost").GetProperty("limit").GetInt32());
        }
    }

    [Fact]
    public async Task An_answer_tells_what_it_cost_and_a_known_document_is_weighed_again_with_other_variables()
    {
        await using var server = await TestServer.Start(cluster);
        const string Page = "query ($n: Int!) { cases(first: $n) { nodes { timeline(first: 100) { body } } } }";
        using var small = await server.Post(new { query = Page, variables = new { n = 2 } });
        var cost = (await TestServer.Json(small)).GetProperty("extensions").GetProperty("cost");
        Assert.Equal(Limits.Complexity, cost.GetProperty("limit").GetInt32());
        Assert.Equal(Limits.Complexity, cost.GetProperty("requested").GetDouble() + cost.GetProperty("remaining").GetDouble(), 3);

        Assert.Equal((400, "COMPLEXITY"), await server.Refusal(Page, new { n = 100 }));
        Assert.Equal((400, "BAD_ARGUMENT"), await server.Refusal(Page, new { n = 101 }));
        Assert.Equal(400, (await server.Refusal(Page, new { n = "x" })).Status);
        await server.Ask(Page, new { n = 1 });
    }

    private static object Extension(string hash) => new { persistedQuery = new { version = 1, sha256Hash = hash } };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static long Size(JsonElement answer) => answer.GetProperty("data").GetProperty("ledger").GetProperty("treeSize").GetInt64();

    private static async Task<(int Status, string? Code, string? Message)> Refusal(TestServer server, object request)
    {
        using var response = await server.Post(request);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var error = (await TestServer.Json(response)).GetProperty("errors")[0];
        return ((int)response.StatusCode, error.GetProperty("extensions").GetProperty("code").GetString(), error.GetProperty("message").GetString());
    }
}
