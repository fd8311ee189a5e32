using System.Net.Sockets;
using System.Text;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Http;

public sealed class RefusedBodyTests(Cluster cluster)
{
    [Fact]
    public async Task Whoever_still_sends_a_body_that_is_too_large_can_read_the_answer()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await TestServer.Start(cluster);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, ct);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{{"), ct);
        using var answer = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 413 ", await answer.ReadLineAsync(ct), StringComparison.Ordinal);

        // The connection ends once all of it was sent, and in order: a reset one could not be written to or read from.
        for (var sent = 1; sent < 1_000_000; sent += 999)
        {
            await stream.WriteAsync(new byte[999], ct);
        }

        Assert.Contains("BAD_REQUEST", await answer.ReadToEndAsync(ct), StringComparison.Ordinal);
    }
}
