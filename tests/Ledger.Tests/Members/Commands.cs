using System.Net.Http.Headers;
using System.Text;
using Ledger.Tests.Cases;
using Ledger.Tests.GraphQL;

namespace Ledger.Tests.Members;

/// <summary>Commands as members send them.</summary>
public static class Commands
{
    /// <summary>Submits a request in the name of a node; without a token none is sent.</summary>
    public static Task<HttpResponseMessage> Submit(TestServer service, string? token, string node = "SC-510100", string? key = null) => Post(
        service,
        "/cases",
        token,
        key,
        $$$"""
        {"node":"{{{node}}}","actor_role":"requester","channel":"online","command":
        {"channel":"online","service_code":"TRAIN-01","service_name":"t","category_code":"TRAIN","region_code":"510100",
        "utc_offset_minutes":480,"size_class":"small","industry_code":"35"}}
        """);

    public static Task<HttpResponseMessage> Withdraw(TestServer service, string? token, string caseId, string node) => Post(
        service, $"/cases/{caseId}/request/withdraw", token, key: null, $$$"""{"node":"{{{node}}}","actor_role":"clerk","channel":"online","command":{"reason_code":"not_needed"}}""");

    private static async Task<HttpResponseMessage> Post(TestServer service, string path, string? token, string? key, string body)
    {
        await SampleNetwork.Once(service.Ledger);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key ?? $"{Guid.NewGuid()}");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await service.Client.SendAsync(request);
    }
}
