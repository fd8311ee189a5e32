using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class AttackTests(Cluster cluster)
{
    [Fact]
    public async Task Requests_that_are_too_large_or_too_many_in_one_are_refused_with_their_status()
    {
        await using var server = await TestServer.Start(cluster);
        (string Name, string Body, int Status, string? Code)[] attacks =
        [
            ("a string of 1 MB", JsonSerializer.Serialize(new { query = $"{{ case(id: \"{new string('x', 1_000_000)}\") {{ caseId }} }}" }), 413, "BAD_REQUEST"),
            ("a variable of 1 MB", JsonSerializer.Serialize(new { query = "{ ledger { treeSize } }", variables = new { a = new string('x', 1_000_000) } }), 413, "BAD_REQUEST"),
            ("a batch of 1,000", "[" + string.Join(',', Enumerable.Repeat("""{"query":"{ledger{treeSize}}"}""", 1_000)) + "]", 400, "BAD_REQUEST"),
            ("10,000 aliases", Query("{ " + Repeat(10_000, i => $"a{i}: ledger {{ size }} ") + "}"), 413, "BAD_REQUEST"),
            ("1,000 aliases", Query("{ " + Repeat(1_000, i => $"a{i}: __typename ") + "}"), 400, "LIMIT_EXCEEDED"),
            ("200 deep", Query("{ ledger " + Repeat(200, _ => "{ ledger ") + Repeat(200, _ => "} ") + "}"), 400, "LIMIT_EXCEEDED"),
            ("the same directive twice", Query("{ ledger @skip(if: false) @skip(if: false) { size } }"), 400, "UNIQUE_DIRECTIVES_PER_LOCATION"),
            ("1,000 variables", Query($"query ({Repeat(1_000, i => $"$v{i}: Int ")}) {{ ledger {{ size }} }}"), 400, "LIMIT_EXCEEDED"),
            ("a long list in a variable", Listing("query ($a: [String!]) { ledger { treeSize } case(id: $a) { caseId } }", 10_000), 400, null),
            ("a list that nothing takes", Listing("{ ledger { treeSize } }", 10_000), 200, null),
            ("deep JSON", $$"""{"query":"{ ledger { treeSize } }","variables":{{Repeat(100, _ => "{\"a\":")}}1{{Repeat(100, _ => "}")}}}""", 400, "BAD_REQUEST"),
        ];
        foreach (var (name, body, status, code) in attacks)
        {
            using var response = await server.Send(Encoding.UTF8.GetBytes(body));
            Assert.Equal((name, status), (name, (int)response.StatusCode));
            if (code is not null)
            {
                var error = (await TestServer.Json(response)).GetProperty("errors")[0];
                Assert.Equal((name, code), (name, error.GetProperty("extensions").GetProperty("code").GetString()));
            }
        }
    }

    [Fact]
    public async Task A_body_that_does_not_come_ends_its_connection_and_holds_nobody_up()
    {
        await using var server = await TestServer.Start(cluster);
        var ct = TestContext.Current.CancellationToken;
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, ct);
        await slow.GetStream().WriteAsync(
            "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), ct);
        await server.Ask("{ ledger { treeSize } }");

        using var answer = new StreamReader(slow.GetStream());
        Assert.StartsWith($"HTTP/1.1 {(int)HttpStatusCode.RequestTimeout} ", await answer.ReadToEndAsync(ct), StringComparison.Ordinal);
    }

    private static string Query(string query) => JsonSerializer.Serialize(new { query });

    private static string Listing(string query, int items) =>
        JsonSerializer.Serialize(new { query, variables = new { a = Enumerable.Range(0, items) } });

    private static string Repeat(int count, Func<int, string> item) => string.Concat(Enumerable.Range(0, count).Select(item));
}
