using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Net.WebSockets;
using System.Text.Json;

namespace Benchmarks;

/// <summary>
/// A thousand readers follow the entries, half of them by server-sent events and half on WebSockets, while entries are recorded: how
/// long after the commit each of them has each entry, and what the process takes in memory for it.
/// </summary>
internal static class SubscriberBenchmark
{
    private const int Readers = 1_000;
    private const int Batches = 100;
    private const int BatchEntries = 5;
    private const string Query = "subscription { entries { nodes { position } resumeAfter } }";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task Run(string connectionString, Report report)
    {
        await using var service = await Service.Start(
            connectionString, "subscribers", cases: 1, configuration: new Dictionary<string, string?> { ["Feed:ConnectionsPerAddress"] = "2000" });
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers }) { BaseAddress = service.Url, Timeout = Timeout.InfiniteTimeSpan };
        var committed = new ConcurrentDictionary<long, long>();
        var took = new ConcurrentBag<double>();
        using var end = new CancellationTokenSource();
        var begun = 0;
        const long last = (Batches * BatchEntries) + 1;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var reading = Enumerable.Range(0, Readers).Select(i => Task.Run(async () =>
        {
            await foreach (var answer in i % 2 == 0 ? Events(client, end.Token) : Messages(service.Url, end.Token))
            {
                var entries = answer.GetProperty("data").GetProperty("entries");
                foreach (var node in entries.GetProperty("nodes").EnumerateArray())
                {
                    if (committed.TryGetValue(node.GetProperty("position").GetInt64(), out var at))
                    {
                        took.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                    }
                    else
                    {
                        Interlocked.Increment(ref begun);
                    }
                }

                if (entries.GetProperty("resumeAfter").GetInt64() == last - 1)
                {
                    return;
                }
            }
        })).ToList();
        while (Volatile.Read(ref begun) < Readers)
        {
            await Task.Delay(Pause);
        }

        var idle = GC.GetTotalMemory(forceFullCollection: true);
        var position = 1L;
        for (var batch = 0; batch < Batches; batch++)
        {
            await Task.Delay(Pause);

            // Before the commit, so that what is measured is no less than from the commit.
            var now = Stopwatch.GetTimestamp();
            for (var i = 0; i < BatchEntries; i++)
            {
                committed.TryAdd(position++, now);
            }

            await service.Record(BatchEntries);
        }

        await Task.WhenAll(reading).WaitAsync(TimeSpan.FromMinutes(2));
        var milliseconds = took.Order().ToList();
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Readers} subscribers, {Batches * BatchEntries} entries: from before the commit to receipt p50 {Load.Percentile(milliseconds, 50):0} ms, p99 {Load.Percentile(milliseconds, 99):0} ms ({milliseconds.Count} receipts); service and clients in one process take {(idle - before) / 1024 / Readers} KB a subscriber"));
    }

    private static async IAsyncEnumerable<JsonElement> Events(HttpClient client, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var request = Load.Post(new { query = Query });
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(ct))
        {
            yield return JsonSerializer.Deserialize<JsonElement>(item.Data);
        }
    }

    private static async IAsyncEnumerable<JsonElement> Messages(Uri url, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var socket = await Sockets.Open(url, ct);
        await Sockets.Send(socket, new { type = "connection_init" }, ct);
        await Sockets.Send(socket, new { id = "1", type = "subscribe", payload = new { query = Query } }, ct);
        while (await Sockets.Receive(socket, ct) is { } message)
        {
            if (message.GetProperty("type").GetString() == "next")
            {
                yield return message.GetProperty("payload");
            }
        }
    }
}

/// <summary>A client of graphql-transport-ws.</summary>
internal static class Sockets
{
    public static async Task<ClientWebSocket> Open(Uri url, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/graphql" }.Uri, ct);
        return socket;
    }

    public static Task Send(ClientWebSocket socket, object message, CancellationToken ct) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, ct);

    /// <summary>The next message; null when the service closes.</summary>
    public static async Task<JsonElement?> Receive(ClientWebSocket socket, CancellationToken ct)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, ct);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(message.ToArray());
            }
        }
    }
}
