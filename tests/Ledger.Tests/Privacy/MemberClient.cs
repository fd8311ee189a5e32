using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Tests.Members;

namespace Ledger.Tests.Privacy;

/// <summary>What the service answered, to the byte.</summary>
public sealed record MemberReply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Body => JsonNode.Parse(Text)!;

    public string? Rule => Body["rule"]?.GetValue<string>();
}

/// <summary>One member's view of a service that listens somewhere.</summary>
public sealed class MemberClient(HttpClient http, string token)
{
    public static async Task<MemberClient> Add(HttpClient http, string connectionString, string node, string role)
    {
        var (id, secret) = await TestMember.Add(connectionString, node, role);
        return new MemberClient(http, await TestMember.Token(http, id, secret));
    }

    public Task<MemberReply> Get(string path) => Send(HttpMethod.Get, path, body: null, key: null);

    /// <param name="command">The JSON of the command alone.</param>
    public Task<MemberReply> Command(string path, string node, string command, string? key = null) =>
        Post(path, $$"""{"node":"{{node}}","actor_role":"clerk","channel":"online","command":{{command}}}""", key);

    public Task<MemberReply> Post(string path, string body, string? key = null) => Send(HttpMethod.Post, path, body, key);

    /// <summary>Registers the province and one window, SC-510700, and opens it.</summary>
    public async Task OpenNetwork()
    {
        await Done("/platforms/SC", """{"name":"p","kind":"provincial","region_code":"510000","cluster_code":null,"hotline":"1"}""");
        await Done("/platforms/SC-510700", """{"name":"w","kind":"comprehensive_window","region_code":"510700","cluster_code":null,"hotline":"1"}""");
        await Done("/platforms/SC-510700/open", """{"opened_on":"2026-01-05"}""");
    }

    /// <summary>Records a consent by SC-510700 under the subject; the path of the consent.</summary>
    public async Task<string> Consent(string subject, string words)
    {
        var path = $"/consents/{Guid.NewGuid()}";
        await Done(path, $$"""{"subject":"{{subject}}","scopes":["callback"],"scope_text":"{{words}}"}""", "SC-510700");
        return path;
    }

    public async Task<MemberReply> Done(string path, string command, string node = "SC")
    {
        var reply = await Command(path, node, command);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply;
    }

    private async Task<MemberReply> Send(HttpMethod method, string path, string? body, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", key ?? $"{Guid.NewGuid()}");
        }

        using var response = await http.SendAsync(request);
        return new MemberReply(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }
}
