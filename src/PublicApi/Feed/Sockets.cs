using System.Net.WebSockets;
using GraphQL;
using Microsoft.Extensions.Options;
using PublicApi.GraphQL;

namespace PublicApi.Feed;

/// <summary>Takes WebSockets in the sub-protocol graphql-transport-ws, as graphql-ws and others speak it.</summary>
internal sealed class Sockets(
    Visitors visitors,
    AddressRate rate,
    IGraphQLTextSerializer serializer,
    IOptions<FeedSettings> settings,
    TimeProvider clock,
    IHostApplicationLifetime life)
{
    public const string Protocol = "graphql-transport-ws";

    public async Task Serve(HttpContext http, Operations operations)
    {
        using var visit = visitors.Enter(http.Connection.RemoteIpAddress);
        if (visit is null)
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = Visitors.RetryAfter;
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = speaks ? Protocol : null,
            KeepAliveInterval = settings.Value.Heartbeat,
            KeepAliveTimeout = settings.Value.SendTimeout,
        });
        if (!speaks)
        {
            using var late = new CancellationTokenSource(settings.Value.SendTimeout, clock);
            await socket.CloseOutputAsync((WebSocketCloseStatus)4406, "Subprotocol not acceptable", late.Token);
            return;
        }

        var take = operations.Audience?.Take ?? (() => rate.Take(http));
        using var connection = new SocketConnection(socket, operations, take, serializer, settings.Value, clock);
        await connection.Run(ending.Token);
    }
}
