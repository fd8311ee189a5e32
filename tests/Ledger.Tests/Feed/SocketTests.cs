using System.Net;
using System.Net.WebSockets;
using System.Text;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Feed;

public sealed class SocketTests(Cluster cluster, PatientService patient) : IClassFixture<PatientService>
{
    private const string Follow = """{"id":"1","type":"subscribe","payload":{"query":"subscription { entries { resumeAfter nodes { position } } }"}}""";

    [Fact]
    public async Task A_subscription_follows_until_it_is_completed()
    {
        await using var server = await TestServer.Start(cluster);
        await Record(server, 0, 1);
        using var socket = await Open(server);
        Assert.Equal("""{"type":"connection_ack"}""", await Ask(socket, """{"type":"connection_init","payload":{"any":"thing"}}"""));
        Assert.Equal("""{"type":"pong"}""", await Ask(socket, """{"type":"ping"}"""));
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"entries":{"resumeAfter":0,"nodes":[{"position":0}]}}}}""", await Ask(socket, Follow));
        await Record(server, 1, 1);
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"entries":{"resumeAfter":1,"nodes":[{"position":1}]}}}}""", await Read(socket));

        // Nothing more of it follows, and its id is free again.
        await Send(socket, """{"id":"1","type":"complete"}""");
        await Record(server, 2, 1);
        Assert.Equal(
            """{"id":"1","type":"next","payload":{"data":{"entries":{"resumeAfter":2,"nodes":[{"position":2}]}}}}""",
            await Ask(socket, Follow.Replace("entries {", "entries(after: 1) {", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_query_is_answered_and_completed_and_a_refusal_is_an_error()
    {
        var server = patient.Server;
        using var socket = await Open(server);
        await Ask(socket, """{"type":"connection_init"}""");
        Assert.StartsWith(
            """{"id":"q","type":"next","payload":{"data":{"ledger":{"treeSize":0}},""",
            await Ask(socket, """{"id":"q","type":"subscribe","payload":{"query":"{ ledger { treeSize } }"}}"""), StringComparison.Ordinal);
        Assert.Equal("""{"id":"q","type":"complete"}""", await Read(socket));
        var error = await Ask(socket, """{"id":"q","type":"subscribe","payload":{"query":"{ nothing }"}}""");
        Assert.StartsWith("""{"id":"q","type":"error","payload":[{"message":""", error, StringComparison.Ordinal);
        Assert.Contains("FIELDS_ON_CORRECT_TYPE", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4400, "{}")]
    [InlineData(4400, "not JSON")]
    [InlineData(4400, """{"type":"unknown"}""")]
    [InlineData(4400, """{"type":"connection_init","type":"ping"}""")]
    [InlineData(4400, """{"type":"connection_init"}""", """{"id":"","type":"subscribe","payload":{"query":"{ ledger { treeSize } }"}}""")]
    [InlineData(4400, """{"type":"connection_init"}""", """{"id":"1","type":"subscribe"}""")]
    [InlineData(4400, """{"type":"connection_init"}""", """{"id":"1","type":"subscribe","payload":{"query":1}}""")]
    [InlineData(4401, Follow)]
    [InlineData(4409, """{"type":"connection_init"}""", Follow, Follow)]
    [InlineData(4429, """{"type":"connection_init"}""", """{"type":"connection_init"}""")]
    public async Task What_breaks_the_protocol_closes_the_socket_with_its_code(int code, params string[] messages)
    {
        using var socket = await Open(patient.Server);
        foreach (var message in messages)
        {
            await Send(socket, message);
        }

        Assert.Equal(code, await ClosedWith(socket));
    }

    [Fact]
    public async Task Who_says_nothing_for_too_long_is_closed()
    {
        await using var server = await TestServer.Start(cluster, configuration: new Dictionary<string, string?> { ["Feed:InitTimeout"] = "00:00:00.1" });
        using var socket = await Open(server);
        Assert.Equal(4408, await ClosedWith(socket));
    }

    [Fact]
    public async Task A_socket_without_the_protocol_one_with_too_much_to_say_and_one_with_too_much_to_do_are_refused()
    {
        await using var server = await TestServer.Start(cluster, configuration: new Dictionary<string, string?>
        {
            ["Feed:ConnectionsPerAddress"] = "2",
            ["Feed:OperationsPerConnection"] = "3",
        });
        using (var other = new ClientWebSocket())
        {
            await other.ConnectAsync(Address(server), TestContext.Current.CancellationToken);
            Assert.Equal(4406, await ClosedWith(other));
        }

        using var large = await Open(server);
        await Send(large, $$"""{"type":"ping","payload":"{{new string('x', 70_000)}}"}""");
        Assert.Equal(1009, await ClosedWith(large));

        using var busy = await OpenWhenThereIsRoom(server);
        await Ask(busy, """{"type":"connection_init"}""");
        for (var i = 0; i < 4; i++)
        {
            await Send(busy, Follow.Replace("\"1\"", $"\"{i}\"", StringComparison.Ordinal));
        }

        Assert.Equal(4429, await ClosedWith(busy));
    }

    [Fact]
    public async Task Five_thousand_idle_sockets_leave_room_for_those_who_ask()
    {
        await using var server = await TestServer.Start(cluster, configuration: new Dictionary<string, string?>
        {
            ["Feed:ConnectionsPerAddress"] = "50",
            ["Feed:InitTimeout"] = "00:10:00",
        });
        var sockets = new List<ClientWebSocket>();
        var refused = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("graphql-transport-ws");
            socket.Options.CollectHttpResponseDetails = true;
            try
            {
                await socket.ConnectAsync(Address(server), TestContext.Current.CancellationToken);
                sockets.Add(socket);
            }
            catch (WebSocketException)
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, socket.HttpStatusCode);
                socket.Dispose();
                refused++;
            }
        }

        Assert.Equal((50, 4_950), (sockets.Count, refused));
        await server.Ask("{ ledger { treeSize } }");
        sockets.ForEach(socket => socket.Dispose());
    }

    private static Uri Address(TestServer server, string path = "/graphql") => new UriBuilder(server.Client.BaseAddress!) { Scheme = "ws", Path = path }.Uri;

    internal static async Task<ClientWebSocket> Open(TestServer server, string path = "/graphql", string? token = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        await socket.ConnectAsync(Address(server, path), TestContext.Current.CancellationToken);
        return socket;
    }

    // The service hears of a socket that was closed when its other end has been.
    private static async Task<ClientWebSocket> OpenWhenThereIsRoom(TestServer server)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await Open(server);
            }
            catch (WebSocketException) when (tries < 600)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    internal static async Task<string> Ask(ClientWebSocket socket, string message)
    {
        await Send(socket, message);
        return await Read(socket);
    }

    internal static Task Send(ClientWebSocket socket, string message) => socket.SendAsync(
        Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    internal static async Task<string> Read(ClientWebSocket socket)
    {
        var buffer = new byte[100_000];
        var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.True(part.EndOfMessage);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }

    private static async Task<int> ClosedWith(ClientWebSocket socket)
    {
        var buffer = new byte[100_000];
        while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) is { } part)
        {
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return (int)part.CloseStatus!;
            }
        }

        throw new InvalidOperationException();
    }

    private static async Task Record(TestServer server, int from, int count) => await server.Ledger.Recorder.RecordAsync(
        [.. Enumerable.Range(from, count).Select(i => Samples.Account($"{i}"))], TestContext.Current.CancellationToken);
}

/// <summary>A service that waits an hour for the first word, so that no slow machine ends a socket before the test does.</summary>
public sealed class PatientService(Cluster cluster)
    : SharedService(() => TestServer.Start(cluster, configuration: new Dictionary<string, string?> { ["Feed:InitTimeout"] = "01:00:00" }));
