using System.Net.WebSockets;
using System.Threading.RateLimiting;
using GraphQL;
using GraphQL.Transport;
using PublicApi.GraphQL;

namespace PublicApi.Feed;

/// <summary>
/// One WebSocket in the sub-protocol graphql-transport-ws: reads messages one after the other and runs operations beside
/// each other. A client that takes nothing slows its operations; after a time it is left. Each operation is taken from a rate.
/// </summary>
internal sealed class SocketConnection(
    WebSocket socket, Operations operations, Func<RateLimitLease> take, IGraphQLTextSerializer serializer, FeedSettings settings, TimeProvider clock) : IDisposable
{
    // A document at its limit, in the widest writing of JSON, and variables.
    private const int LargestMessage = 64 * 1024;

    // Time for a client to close too once it is told that it is over.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim sending = new(1);
    private readonly Dictionary<string, CancellationTokenSource> running = [];
    private readonly Lock gate = new();

    // Reading cannot be cancelled and the socket live, so it goes on after a close of ours until the client's, or this.
    private readonly CancellationTokenSource abandoned = new();
    private volatile bool isAcknowledged;
    private volatile bool isClosing;

    public void Dispose()
    {
        sending.Dispose();
        abandoned.Dispose();
    }

    /// <summary>Serves until the client leaves, breaks the protocol or <paramref name="ct"/> ends it.</summary>
    public async Task Run(CancellationToken ct)
    {
        using var ending = new CancellationTokenSource();
        var started = new List<Task>();
        try
        {
            await using var late = clock.CreateTimer(
                _ => { if (!isAcknowledged) { _ = Close(4408, "Connection initialisation timeout"); } },
                null, settings.InitTimeout, Timeout.InfiniteTimeSpan);
            await using var stop = ct.Register(() => _ = Close(1012, "Service restart"));
            await Receive(started, ending.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(started);
        }
    }

    private async Task Receive(List<Task> started, CancellationToken ct)
    {
        var buffer = new byte[4 * 1024];
        while (await ReadMessage(buffer) is { } text)
        {
            if (!isClosing)
            {
                await Take(text, started, ct);
                started.RemoveAll(task => task.IsCompleted);
            }
        }
    }

    /// <returns>The whole message; null when the connection is over.</returns>
    private async Task<ReadOnlyMemory<byte>?> ReadMessage(byte[] buffer)
    {
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), abandoned.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await Close(1000, "");
                return null;
            }

            if (message.Length + part.Count > LargestMessage)
            {
                await Close(1009, "Message too big");
            }
            else if (!isClosing)
            {
                message.Write(buffer, 0, part.Count);
            }

            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Text ? message.ToArray() : ReadOnlyMemory<byte>.Empty;
            }
        }
    }

    private Task Take(ReadOnlyMemory<byte> text, List<Task> started, CancellationToken ct)
    {
        switch (SocketMessage.Read(text, serializer))
        {
            case SocketMessage.ConnectionInit when isAcknowledged:
                return Close(4429, "Too many initialisation requests");
            case SocketMessage.ConnectionInit:
                isAcknowledged = true;
                return Send(SocketMessage.Write("connection_ack"), ct);
            case SocketMessage.Ping:
                return Send(SocketMessage.Write("pong"), ct);
            case SocketMessage.Pong:
                return Task.CompletedTask;
            case SocketMessage.Subscribe when !isAcknowledged:
                return Close(4401, "Unauthorized");
            case SocketMessage.Subscribe(var id, Incoming.Accepted(var request)):
                return Begin(id, request, started, ct);
            case SocketMessage.Subscribe(_, Incoming.Refused refused):
                return Close(4400, refused.Message);
            case SocketMessage.Complete(var id):
                return End(id);
            default:
                return Close(4400, "Invalid message received");
        }
    }

    private Task Begin(string id, GraphQLRequest request, List<Task> started, CancellationToken ct)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bool isNew, isRoom;
        lock (gate)
        {
            isRoom = running.Count < settings.OperationsPerConnection;
            isNew = !running.ContainsKey(id);
            if (isNew && isRoom)
            {
                running.Add(id, stop);
            }
        }

        if (isNew && isRoom)
        {
            started.Add(Operate(id, request, stop));
            return Task.CompletedTask;
        }

        stop.Dispose();
        return isNew ? Close(4429, "Too many operations") : Close(4409, $"Subscriber for {id} already exists");
    }

    private async Task Operate(string id, GraphQLRequest request, CancellationTokenSource stop)
    {
        await Task.Yield();
        try
        {
            using var lease = take();
            switch (lease.IsAcquired ? await operations.Run(request, mayFollow: true, stop.Token) : operations.TooMany(lease))
            {
                case Reply.Once({ Executed: false, Errors: { } errors }, _):
                    await Send(SocketMessage.Write("error", id, operations.WriteErrors(errors)), stop.Token);
                    return;
                case Reply.Once once:
                    await Send(SocketMessage.Write("next", id, once.Json), stop.Token);
                    break;
                case Reply.Live live:
                    await foreach (var result in live.Results.WithCancellation(stop.Token))
                    {
                        await Send(SocketMessage.Write("next", id, result), stop.Token);
                    }

                    break;
            }

            await Send(SocketMessage.Write("complete", id), stop.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client ended it, or is gone. It knows where to go on.
        }
        finally
        {
            lock (gate)
            {
                running.Remove(id);
            }

            stop.Dispose();
        }
    }

    private async Task End(string id)
    {
        CancellationTokenSource? stop;
        lock (gate)
        {
            running.Remove(id, out stop);
        }

        if (stop is not null)
        {
            await stop.CancelAsync();
        }
    }

    private async Task Send(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        await sending.WaitAsync(ct);
        try
        {
            // Not cancelled by the end of its operation: half a message would end all the others.
            using var late = new CancellationTokenSource(settings.SendTimeout, clock);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, late.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task Close(int code, string reason)
    {
        try
        {
            isClosing = true;
            abandoned.CancelAfter(Grace);
            await sending.WaitAsync(abandoned.Token);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync((WebSocketCloseStatus)code, Shortened(reason), abandoned.Token);
                }
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    // A close frame holds 123 bytes of reason.
    private static string Shortened(string reason) => reason.Length <= 100 ? reason : reason[..100];
}
