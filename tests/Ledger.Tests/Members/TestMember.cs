using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Members;

namespace Ledger.Tests.Members;

/// <summary>Members as the operator makes them, and tokens as they ask for them.</summary>
public static class TestMember
{
    public static async Task<(string Id, string Secret)> Add(string connectionString, string node, string role)
    {
        var secret = ClientSecret.Write(RandomNumberGenerator.GetBytes(ClientSecret.Bytes));
        await using var register = new MemberRegister(connectionString);
        var member = await register.Add(node, role, node, Proof.Of(secret), DateTimeOffset.UtcNow, CancellationToken.None);
        return (member.Id, secret);
    }

    /// <summary>A token by client_secret_basic.</summary>
    public static async Task<string> Token(HttpClient client, string id, string secret)
    {
        using var answer = await Ask(client, basic: $"{id}:{secret}");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>A token request with a form, and with basic credentials if there are some.</summary>
    public static async Task<HttpResponseMessage> Ask(HttpClient client, string? basic = null, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(
                form.Append(("grant_type", "client_credentials")).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        if (basic is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        }

        return await client.SendAsync(request);
    }
}
