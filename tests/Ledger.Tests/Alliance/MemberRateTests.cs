using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Ledger.Tests.Cases;
using Ledger.Tests.Feed;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Members;
using Ledger.Tests.Store;

namespace Ledger.Tests.Alliance;

/// <summary>How much a member may ask, whatever others ask. All come from one address here, as from behind one gateway.</summary>
public sealed class MemberRateTests(Cluster cluster)
{
    private const string Query = "{ ledger { treeSize } }";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_that_asks_too_much_hears_when_to_go_on_and_slows_no_other()
    {
        await using var server = await Start(burst: 20);
        var (busy, quiet) = (await Member(server, By.OwnerNode), await Member(server, By.OtherNode));

        // Sooner than a second is over, or after some: more than twenty and what the seconds bring.
        for (var status = HttpStatusCode.OK; status == HttpStatusCode.OK;)
        {
            using var answer = await Ask(server, busy);
            status = answer.StatusCode;
            if (status != HttpStatusCode.OK)
            {
                Assert.Equal((HttpStatusCode.TooManyRequests, "no-store"), (status, answer.Headers.CacheControl!.ToString()));
                Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
                Assert.Equal("RATE_LIMITED", Code((await TestServer.Json(answer)).GetProperty("errors")));
            }
        }

        using var other = await Ask(server, quiet);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        await server.Ask(Query);
    }

    [Fact]
    public async Task Operations_on_a_socket_are_taken_from_the_same_rate()
    {
        await using var server = await Start(burst: 20);
        var (busy, quiet) = (await Member(server, By.OwnerNode), await Member(server, By.OtherNode));
        using var socket = await SocketTests.Open(server, "/alliance/graphql", busy);
        await SocketTests.Ask(socket, """{"type":"connection_init"}""");

        var refusal = await AskUntilRefused(socket);
        Assert.True(refusal.GetProperty("extensions").GetProperty("retryAfter").GetInt64() >= 1);

        using var other = await Ask(server, quiet);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task An_address_has_a_rate_for_what_it_asks_on_public_sockets_and_for_what_it_asks_without_a_token()
    {
        await using var server = await Start(burst: 1_000_000, new() { ["PublicRequests:Burst"] = "20", ["PublicRequests:PerSecond"] = "1" });
        var member = await Member(server, By.OwnerNode);
        using var socket = await SocketTests.Open(server);
        await SocketTests.Ask(socket, """{"type":"connection_init"}""");
        await AskUntilRefused(socket);

        for (var status = HttpStatusCode.Unauthorized; status != HttpStatusCode.TooManyRequests;)
        {
            using var answer = await Ask(server, "none");
            status = answer.StatusCode;
            Assert.Contains(status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests });
        }

        // A member at the same address has its own.
        using var known = await Ask(server, member);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    private static async Task<JsonElement> AskUntilRefused(ClientWebSocket socket)
    {
        var message = JsonSerializer.Serialize(new { id = "1", type = "subscribe", payload = new { query = Query } });
        while (true)
        {
            var answer = JsonDocument.Parse(await SocketTests.Ask(socket, message)).RootElement;
            if (answer.GetProperty("type").GetString() == "error")
            {
                Assert.Equal("RATE_LIMITED", Code(answer.GetProperty("payload")));
                return answer.GetProperty("payload")[0];
            }

            Assert.Contains("complete", await SocketTests.Read(socket), StringComparison.Ordinal);
        }
    }

    private static string? Code(JsonElement errors) => errors[0].GetProperty("extensions").GetProperty("code").GetString();

    private static async Task<string> Member(TestServer server, string node)
    {
        var (id, secret) = await TestMember.Add(server.Ledger.ConnectionString, node, "platform");
        return await TestMember.Token(server.Client, id, secret);
    }

    private static async Task<HttpResponseMessage> Ask(TestServer server, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alliance/graphql") { Content = JsonContent.Create(new { query = Query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await server.Client.SendAsync(request, Ct);
    }

    private async Task<TestServer> Start(int burst, Dictionary<string, string?>? configuration = null)
    {
        var server = await TestServer.Start(
            cluster, members: settings => settings with { CommandBurst = burst, CommandsPerSecond = 1 }, configuration: configuration);
        await SampleNetwork.Write(server.Ledger);
        return server;
    }
}
