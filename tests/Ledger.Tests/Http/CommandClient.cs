using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Tests.GraphQL;

namespace Ledger.Tests.Http;

/// <summary>What the service answered to a command: the status, the rule of a refusal, and the whole body.</summary>
public sealed record CommandReply(HttpStatusCode Status, string? Rule, JsonNode Body);

/// <summary>Sends commands as the province's own member, in the name of any node.</summary>
public static class CommandClient
{
    /// <param name="command">The JSON of the command alone.</param>
    public static async Task<CommandReply> Command(
        this TestServer service, string path, string node, string command, string? key = null, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(
                $$"""{"node":"{{node}}","actor_role":"clerk","channel":"online","command":{{command}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.Token());
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var response = await service.Client.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return new CommandReply(response.StatusCode, body["rule"]?.GetValue<string>(), body);
    }
}
