using System.Net;
using System.Net.Sockets;
using System.Text;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Http;

/// <summary>Clients whose connection breaks before they have the answer; all they can do is to ask again with the same key.</summary>
public sealed class DroppedAnswerTests(Cluster cluster)
{
    private const string Path = "/platforms/SC/phase";
    private const string Platform = """{"name":"四川平台","kind":"provincial","region_code":"510000","cluster_code":null,"hotline":"12345"}""";
    private const string Phase = """{"phase":1,"planned_open_on":"2026-01-05"}""";

    [Fact]
    public async Task Whoever_lost_the_answer_after_the_commit_gets_it_by_asking_again_and_nothing_is_stored_twice()
    {
        await using var service = await TestServer.Start(cluster);
        await service.Command("/platforms/SC", "SC", Platform);
        var before = await service.Ledger.Count("journal.mt_events");
        for (var number = 1; number <= 5; number++)
        {
            using (await Send(service, $"key-{number}"))
            {
                await Stored(service, before + number);
            }

            var stored = await LastId(service);
            var again = await service.Command(Path, "SC", Phase, $"key-{number}");

            Assert.Equal(HttpStatusCode.OK, again.Status);
            Assert.Contains(stored.ToString(), again.Body.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(again.Body.ToJsonString(), (await service.Command(Path, "SC", Phase, $"key-{number}")).Body.ToJsonString());
            Assert.Equal(before + number, await service.Ledger.Count("journal.mt_events"));
        }
    }

    // The service may have taken the command, be at it, or never have seen it.
    [Fact]
    public async Task Whoever_hangs_up_at_once_and_asks_again_has_it_stored_once()
    {
        const int Clients = 100;
        await using var service = await TestServer.Start(cluster);
        await service.Command("/platforms/SC", "SC", Platform);
        var before = await service.Ledger.Count("journal.mt_events");

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
        {
            (await Send(service, $"key-{number}")).Dispose();
            return await service.Command(Path, "SC", Phase, $"key-{number}");
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        foreach (var (answer, number) in answers.Select((answer, number) => (answer, number)))
        {
            var again = await service.Command(Path, "SC", Phase, $"key-{number}");
            Assert.Equal(answer.Body.ToJsonString(), again.Body.ToJsonString());
        }

        Assert.Equal(before + Clients, await service.Ledger.Count("journal.mt_events"));
    }

    // Disposed, the connection is reset: what the service has sent or is about to send is thrown away unread.
    private static async Task<Socket> Send(TestServer service, string key)
    {
        var body = $$"""{"node":"SC","actor_role":"clerk","channel":"online","command":{{Phase}}}""";
        var request = $"POST {Path} HTTP/1.1\r\nHost: ledger\r\nAuthorization: Bearer {await service.Token()}\r\nIdempotency-Key: {key}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(enable: true, seconds: 0) };
        var address = service.Client.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(Encoding.UTF8.GetBytes(request));
        return socket;
    }

    private static async Task Stored(TestServer service, long events)
    {
        while (await service.Ledger.Count("journal.mt_events") < events)
        {
            await Task.Delay(20);
        }
    }

    private static async Task<Guid> LastId(TestServer service)
    {
        await using var command = service.Ledger.Administrator.CreateCommand("SELECT id FROM journal.mt_events ORDER BY seq_id DESC LIMIT 1");
        return (Guid)(await command.ExecuteScalarAsync())!;
    }
}
