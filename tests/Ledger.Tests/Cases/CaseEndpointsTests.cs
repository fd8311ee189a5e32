using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Cases;

public sealed class CaseEndpointsTests(Cluster cluster, NetworkService network) : IClassFixture<NetworkService>
{
    private const string Submit = """
        {"node":"SC-510100","actor_role":"requester","channel":"online","occurred_at":"2026-01-05T12:00:00+08:00","command":
        {"channel":"online","service_code":"TRAIN-01","service_name":"数字化培训","category_code":"TRAIN","region_code":"510100",
        "utc_offset_minutes":480,"size_class":"small","industry_code":"35"}}
        """;

    private const string Accept = """
        {"node":"SC-510100","actor_role":"clerk","channel":"counter","command":{"service_code":"TRAIN-01"}}
        """;

    [Fact]
    public async Task Carries_a_case_from_submission_to_acceptance()
    {
        await using var service = await Start();

        var (submitted, opened) = await Post(service, "/cases", "key-1", Submit);
        var id = opened["stream"]!.GetValue<string>();
        var (accepted, answer) = await Post(service, $"/cases/{id}/request/accept", "key-2", Accept, ifMatch: "\"1\"");

        Assert.Equal(HttpStatusCode.OK, submitted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("\"2\"", accepted.Headers.ETag?.Tag);
        Assert.Equal(2, answer["version"]!.GetValue<int>());
        Assert.Equal(
            1,
            await service.Ledger.Count(
                """
                journal.mt_events WHERE type = 'request.submitted.v1' AND data ->> 'service_name' = '数字化培训'
                AND data -> 'envelope' ->> 'occurred_at' = '2026-01-05T04:00:00.000Z'
                """));
    }

    [Fact]
    public async Task Gives_a_repeated_key_the_first_answer_and_stores_nothing()
    {
        await using var service = await Start();

        var (_, first) = await Post(service, "/cases", "key-1", Submit);
        var (again, second) = await Post(service, "/cases", "key-1", Submit);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(1, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Fact]
    public async Task Answers_412_to_a_stale_version_404_to_an_absent_case_and_422_with_the_rule_to_a_refusal()
    {
        await using var service = await Start();
        var (_, opened) = await Post(service, "/cases", "key-1", Submit);
        var id = opened["stream"]!.GetValue<string>();

        var (stale, staleBody) = await Post(service, $"/cases/{id}/request/accept", "key-2", Accept, ifMatch: "\"7\"");
        var (absent, _) = await Post(service, $"/cases/case-{Guid.NewGuid()}/request/accept", "key-3", Accept);
        var (noId, _) = await Post(service, "/cases/platform-1/request/accept", "key-4", Accept);
        await Post(service, $"/cases/{id}/request/accept", "key-5", Accept);
        var (refused, refusal) = await Post(service, $"/cases/{id}/request/accept", "key-6", Accept);

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(1, staleBody["version"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, noId.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("INV-03", refusal["rule"]!.GetValue<string>());
        Assert.Equal(2, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""{"node":"n","actor_role":"r","channel":"online","command":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"node":"n","actor_role":"r","channel":"online","command":{"channel":"online"}}""", HttpStatusCode.BadRequest)]
    [InlineData("SURPLUS", HttpStatusCode.BadRequest)]
    [InlineData("TWICE", HttpStatusCode.BadRequest)]
    [InlineData("NO-OFFSET", HttpStatusCode.BadRequest)]
    [InlineData("LONE-SURROGATE", HttpStatusCode.BadRequest)]
    [InlineData("NUL", HttpStatusCode.UnprocessableEntity)]
    public async Task Refuses_a_bad_body_and_stores_nothing(string body, HttpStatusCode expected)
    {
        var service = network.Server;
        var sent = body switch
        {
            "SURPLUS" => Submit.Replace("\"node\"", "\"nodes\":1,\"node\"", StringComparison.Ordinal),
            "TWICE" => Submit.Replace("\"node\"", "\"node\":\"x\",\"node\"", StringComparison.Ordinal),
            "NO-OFFSET" => Submit.Replace("+08:00", "", StringComparison.Ordinal),
            "LONE-SURROGATE" => Submit.Replace("数字化培训", "\\ud800", StringComparison.Ordinal),
            "NUL" => Submit.Replace("数字化培训", "a\\u0000b", StringComparison.Ordinal),
            _ => body,
        };

        var (answer, _) = await Post(service, "/cases", "key-1", sent);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'case-%'"));
    }

    [Fact]
    public async Task Asks_for_a_token_a_key_and_json()
    {
        await using var service = await TestServer.Start(cluster);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(service, "/cases", "key-1", Submit, token: "other")).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(service, "/cases", key: null, Submit)).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(service, "/cases", "key 1", Submit)).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(service, "/cases", "key-1", Submit, ifMatch: "\"x\"")).Answer.StatusCode);
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await Post(service, "/cases", "key-1", Submit, mediaType: "text/plain")).Answer.StatusCode);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await Post(service, "/cases", "key-1", Submit + new string(' ', 70_000))).Answer.StatusCode);
    }

    private Task<TestServer> Start() => NetworkService.Start(cluster);

    private static async Task<(HttpResponseMessage Answer, JsonNode Body)> Post(
        TestServer service,
        string path,
        string? key,
        string body,
        string? ifMatch = null,
        string? token = null,
        string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await service.Token());
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        var answer = await service.Client.SendAsync(request);
        return (answer, JsonNode.Parse(await answer.Content.ReadAsStringAsync()) ?? new JsonObject());
    }
}

/// <summary>A service over the network of the samples, for tests that record nothing.</summary>
public sealed class NetworkService(Cluster cluster) : SharedService(() => Start(cluster))
{
    public static async Task<TestServer> Start(Cluster cluster)
    {
        var service = await TestServer.Start(cluster);
        await SampleNetwork.Write(service.Ledger);
        return service;
    }
}
