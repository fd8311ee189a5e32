using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Feed;

public sealed class RestartTests(Cluster cluster)
{
    [Fact]
    public async Task Fifty_readers_have_each_of_ten_thousand_entries_once_though_the_service_is_killed_three_times_and_the_network_cut()
    {
        const int step = 2_500;
        await using var ledger = await TestLedger.Create(cluster);
        var service = Product.Start(ledger.ConnectionString, "serve", "--urls", "http://127.0.0.1:0");
        try
        {
            var url = await service.Served();
            await using var wire = new Wire(url);
            var readers = Enumerable.Range(0, 50).Select(i => new Reader(i % 4 < 2 ? url : wire.Url, 4 * step, isSocket: i % 2 == 0)).ToList();
            var reading = readers.Select(reader => reader.Run()).ToList();
            for (var i = 0; i < 4; i++)
            {
                var recording = RecordInTime(ledger, i * step, step);
                await readers[i].Has((i * step) + (step / 4));
                wire.Cut();

                // Killed while entries come and readers are amid the step: the first of them has some of it, the others are where they are.
                await readers[i].Has((i * step) + (step / 2));
                if (i < 3)
                {
                    await service.Kill();
                    service.Dispose();
                    service = Product.Start(ledger.ConnectionString, "serve", "--urls", url.ToString());
                    await service.Served();
                }

                await recording;
            }

            await Task.WhenAll(reading);
            Assert.True(wire.Dropped > 0);
            var expected = Enumerable.Range(0, 4 * step).Select(position => (long)position).ToArray();
            Assert.All(readers, reader => Assert.Equal(expected, reader.Positions));
        }
        finally
        {
            service.Dispose();
        }
    }

    [Theory]
    [InlineData("sse")]
    [InlineData("ws")]
    public async Task Clients_of_others_follow_across_a_restart(string kind)
    {
        await using var ledger = await TestLedger.Create(cluster);
        var service = Product.Start(ledger.ConnectionString, "serve", "--urls", "http://127.0.0.1:0");
        try
        {
            var url = await service.Served();
            var following = NpmPrograms.Run("follow.mjs", kind, $"{url}graphql", "599");
            await Record(ledger, 0, 300);
            await service.Kill();
            service.Dispose();
            service = Product.Start(ledger.ConnectionString, "serve", "--urls", url.ToString());
            await service.Served();
            await Record(ledger, 300, 300);
            Assert.Equal(string.Join(',', Enumerable.Range(0, 600)), await following);
        }
        finally
        {
            service.Dispose();
        }
    }

    // 500 a second.
    private static async Task RecordInTime(TestLedger ledger, int from, int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var next = from; next < from + count; next += 50)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await Record(ledger, next, 50);
        }
    }

    private static async Task Record(TestLedger ledger, int from, int count) => await ledger.Recorder.RecordAsync(
        [.. Enumerable.Range(from, count).Select(i => Samples.Account($"{i}"))], TestContext.Current.CancellationToken);

    /// <summary>A client that keeps its place and goes on from it after every break.</summary>
    private sealed class Reader(Uri url, int entries, bool isSocket)
    {
        private const string Query = "subscription ($after: Long) { entries(after: $after) { nodes { position } resumeAfter } }";

        private readonly List<(int Count, TaskCompletionSource Reached)> awaited = [];
        private long? after;

        public List<long> Positions { get; } = [];

        public Task Has(int count)
        {
            lock (awaited)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited.Add((count, reached));
                Notice();
                return reached.Task;
            }
        }

        public async Task Run()
        {
            while (Positions.Count < entries)
            {
                try
                {
                    await (isSocket ? FollowBySocket() : FollowByEvents());
                }
                catch (Exception broken) when (broken is HttpRequestException or IOException or WebSocketException or SocketException)
                {
                    await Task.Delay(50, TestContext.Current.CancellationToken);
                }
            }
        }

        private async Task FollowByEvents()
        {
            using var client = new HttpClient { BaseAddress = url };
            await foreach (var answer in EventReader.Subscribe(client, Query, new { after }))
            {
                Take(answer);
                if (Positions.Count >= entries)
                {
                    return;
                }
            }
        }

        private async Task FollowBySocket()
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("graphql-transport-ws");
            await socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/graphql" }.Uri, TestContext.Current.CancellationToken);
            await Send(socket, new { type = "connection_init" });
            await Send(socket, new { id = "1", type = "subscribe", payload = new { query = Query, variables = new { after } } });
            using var message = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (Positions.Count < entries)
            {
                var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
                message.Write(buffer, 0, part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                if (part.EndOfMessage)
                {
                    using var json = JsonDocument.Parse(message.ToArray());
                    message.SetLength(0);
                    if (json.RootElement.GetProperty("type").GetString() == "next")
                    {
                        Take(json.RootElement.GetProperty("payload"));
                    }
                }
            }
        }

        private static Task Send(ClientWebSocket socket, object message) => socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

        private void Take(JsonElement answer)
        {
            var batch = answer.GetProperty("data").GetProperty("entries");
            lock (awaited)
            {
                Positions.AddRange(batch.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("position").GetInt64()));
                after = batch.GetProperty("resumeAfter").GetInt64();
                Notice();
            }
        }

        private void Notice()
        {
            foreach (var (_, reached) in awaited.Where(wish => wish.Count <= Positions.Count))
            {
                reached.TrySetResult();
            }
        }
    }
}
