using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ledger.Tests.Exports;
using Ledger.Tests.GraphQL;

namespace Ledger.Tests.Http;

/// <summary>Requests that cannot be answered hear where they go wrong and why; HEAD is answered as GET is.</summary>
public sealed class WrongRequestTests(OfferedNetwork offered) : IClassFixture<OfferedNetwork>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound, "There is nothing at this path")]
    [InlineData("GET", "/data/cases", HttpStatusCode.NotFound, "There is nothing at this path")]
    [InlineData("GET", "/cases", HttpStatusCode.MethodNotAllowed, "This path does not take the method")]
    [InlineData("DELETE", "/health", HttpStatusCode.MethodNotAllowed, "This path does not take the method")]
    [InlineData("POST", "/cases", HttpStatusCode.Unauthorized, "This needs the bearer token of a member in force.")]
    public async Task A_path_or_a_method_that_is_not_there_is_refused_in_words(string method, string path, HttpStatusCode status, string words)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await offered.Server.Client.SendAsync(request, Ct);
        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith(words, (await TestServer.Json(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_type_or_too_large_is_refused_in_words()
    {
        foreach (var (path, body, type, status, words) in new[]
        {
            ("/commands", "{}", "application/json", HttpStatusCode.UnsupportedMediaType, "The Content-Type of the body is not one that this path takes"),
            ("/cases", new string(' ', 70_000), "application/json", HttpStatusCode.RequestEntityTooLarge, "The body is larger than is taken here."),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await offered.Server.Token());
            using var response = await offered.Server.Client.SendAsync(request, Ct);
            Assert.Equal(status, response.StatusCode);
            Assert.StartsWith(words, (await TestServer.Json(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/data")]
    [InlineData("/data/services.csv")]
    [InlineData("/explorer")]
    [InlineData("/graphql/schema.graphql")]
    public async Task HEAD_tells_what_GET_would_and_sends_no_body(string path)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        using var told = await offered.Server.Client.SendAsync(head, Ct);
        using var got = await offered.Server.Client.GetAsync(path, Ct);
        Assert.Equal(
            (HttpStatusCode.OK, got.Content.Headers.ContentType, got.Headers.ETag),
            (told.StatusCode, told.Content.Headers.ContentType, told.Headers.ETag));
        Assert.Empty(await told.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_query_is_not_asked_by_HEAD_and_who_comes_without_a_path_is_led_to_the_page_for_queries()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, "/graphql?query={ledger{treeSize}}");
        using var refused = await offered.Server.Client.SendAsync(head, Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        using var page = await offered.Server.Client.GetAsync("/", Ct);
        Assert.Equal("/explorer", page.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData("{}", " at $: missing are node, actor_role, channel, command.")]
    [InlineData("""{"node":"SC","actor_role":"r","channel":"online","command":{"name":"x","kind":"provincial"}}""", " at $.command: missing are region_code, cluster_code, hotline.")]
    [InlineData("""{"node":"SC","actor_role":"r","channel":"online","command":{"name":"x","kind":"p","region_code":"51","cluster_code":null,"hotline":"1","张三":1}}""",
        " at $.command: a member is unknown; there are name, kind, region_code, cluster_code, hotline.")]
    [InlineData("""{"node":"SC","actor_role":"r","channel":"online","command":{"name":"x","kind":"p","region_code":51,"cluster_code":null,"hotline":"1"}}""",
        " at $.command.region_code: a member is missing, unknown or of another kind, or a text is not sound Unicode.")]
    [InlineData("nothing", " at $: a member is missing, unknown or of another kind, or a text is not sound Unicode.")]
    public async Task What_is_wrong_with_the_JSON_of_a_command_is_named_by_its_place(string body, string fault)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/platforms/SC-9") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "wrong");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await offered.Server.Token());
        using var response = await offered.Server.Client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal($"The body is not a RegisterPlatform command in JSON{fault}", (await TestServer.Json(response)).GetProperty("detail").GetString());
    }
}
