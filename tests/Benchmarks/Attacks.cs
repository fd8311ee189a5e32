using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Benchmarks;

/// <summary>Requests that would cost a careless service much. Each gives what it was answered, in short.</summary>
internal static class Attacks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static readonly (string Name, Func<HttpClient, Task<string>> Send)[] OfOneRequest =
    [
        ("200 levels", client => Ask(client, "{ ledger " + Repeat(200, _ => "{ ledger ") + Repeat(200, _ => "} ") + "}")),
        ("exponential fragments", client => Ask(client, Doubling(25))),
        ("exponential fragments within all counts", client => Ask(client, Doubling(10))),
        ("circular fragments", client => Ask(client, "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }")),
        ("10,000 aliases", client => Ask(client, "{ " + Repeat(10_000, i => $"a{i}: __typename ") + "}")),
        ("300 aliases", client => Ask(client, "{ " + Repeat(300, i => $"a{i}: __typename ") + "}")),
        ("one field 990 times", client => Ask(client, "{ ledger { " + Repeat(990, _ => "treeSize ") + "} }")),
        ("a string of 1 MB", client => Ask(client, $"{{ case(id: \"{new string('x', 1_000_000)}\") {{ caseId }} }}")),
        ("a batch of 1,000", client => Post(client, "[" + string.Join(',', Enumerable.Repeat("""{"query":"{ledger{treeSize}}"}""", 1_000)) + "]")),
        ("500 operations", client => Ask(client, Repeat(500, i => $"query Q{i} {{ __typename }} "))),
        ("duplicate directives", client => Ask(client, "{ ledger { treeSize " + Repeat(300, _ => "@skip(if: false) ") + "} }")),
        ("1,000 variables", client => Ask(client, $"query ({Repeat(1_000, i => $"$v{i}: Int ")}) {{ __typename }}")),
        ("a list of 10,000 variables", client => Post(client, JsonSerializer.Serialize(
            new { query = "query ($a: ID!) { case(id: $a) { caseId } }", variables = new { a = Enumerable.Range(0, 10_000) } }))),
        ("introspection round and round", client => Ask(client, "{ __schema { types " + Repeat(8, _ => "{ fields { type ") + "{ name }" + Repeat(8, _ => "} }") + " } }")),
        ("a page of pages", client => Ask(client, "{ cases(first: 100) { nodes { timeline(first: 100) { body } } } }")),
        ("400 unknown fields", client => Ask(client, "{ ledger { " + Repeat(400, i => $"unknown{i} ") + "} }")),
        ("malformed JSON", client => Post(client, """{"query":"{ledger{treeSize}}","variables":{"a":}""")),
        ("JSON 5,000 deep", client => Post(client, $$"""{"query":"{__typename}","variables":{{Repeat(5_000, _ => "{\"a\":")}}1{{Repeat(5_000, _ => "}")}}}""")),
        ("a form of another site", client => Post(client, "query=%7Bledger%7BtreeSize%7D%7D", "application/x-www-form-urlencoded")),
        ("plain text of another site", client => Post(client, """{"query":"{ledger{treeSize}}"}""", "text/plain")),
        ("a multipart form", client => Post(client, "--b--", "multipart/form-data; boundary=b")),
        ("a compressed bomb", client => Post(client, new string('\0', 50_000), "application/json", "gzip")),
        ("a mutation by GET", client => Read(client.GetAsync("/graphql?query=mutation{a}"))),
        ("U+0000", client => Ask(client, "{ case(id: \"\\u0000\") { caseId } }")),
        ("half a surrogate pair", client => Post(client, """{"query":"query($a:ID!){case(id:$a){caseId}}","variables":{"a":"\ud800"}}""")),
    ];

    /// <summary>200 bodies of which a byte a second comes.</summary>
    public static Task<string> SlowBodies(Uri url) => Drip(
        url, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n");

    /// <summary>200 requests whose headers never end.</summary>
    public static Task<string> SlowHeaders(Uri url) => Drip(url, "GET /graphql HTTP/1.1\r\nHost: localhost\r\nX: ");

    /// <summary>5,000 WebSockets that say nothing.</summary>
    public static async Task<string> IdleSockets(Uri url)
    {
        using var end = new CancellationTokenSource(Patience);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(async _ =>
        {
            try
            {
                using var socket = await Sockets.Open(url, end.Token);
                await Sockets.Receive(socket, end.Token);
                return $"closed {(int?)socket.CloseStatus}";
            }
            catch (Exception refused) when (refused is WebSocketException or OperationCanceledException or HttpRequestException)
            {
                return refused is OperationCanceledException ? "open" : refused.Message.Contains("429", StringComparison.Ordinal) ? "429" : "broken off";
            }
        }));
        return Count(outcomes);
    }

    /// <summary>Requests from one address as fast as they go.</summary>
    public static async Task<string> Flood(HttpClient client) => Count(
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            var outcomes = new List<string>();
            for (var i = 0; i < 400; i++)
            {
                outcomes.Add(await Ask(client, "{ __typename }"));
            }

            return Count(outcomes);
        })));

    public static string Count(IEnumerable<string> outcomes) =>
        string.Join(", ", outcomes.GroupBy(outcome => outcome).OrderByDescending(same => same.Count()).Take(4).Select(same => same.Count() == 1 ? same.Key : $"{same.Count()} x {same.Key}"));

    private static async Task<string> Drip(Uri url, string begin)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(45));
            using var connection = new TcpClient();
            try
            {
                await connection.ConnectAsync(url.Host, url.Port, end.Token);
                var stream = connection.GetStream();
                await stream.WriteAsync(Encoding.ASCII.GetBytes(begin), end.Token);
                var buffer = new byte[64];
                var answer = stream.ReadAsync(buffer, end.Token).AsTask();
                while (!answer.IsCompleted)
                {
                    await stream.WriteAsync("x"u8.ToArray(), end.Token);
                    await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1)));
                }

                var text = Encoding.ASCII.GetString(buffer, 0, await answer);
                return text.Length == 0 ? "ended" : text.Split(' ')[1];
            }
            catch (Exception ended) when (ended is IOException or SocketException)
            {
                return "ended";
            }
            catch (OperationCanceledException)
            {
                return "still open after 45 s";
            }
        }));
        return Count(outcomes);
    }

    private static Task<string> Ask(HttpClient client, string query) => Post(client, JsonSerializer.Serialize(new { query }));

    private static async Task<string> Post(HttpClient client, string body, string type = "application/json", string? coding = null)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null)
        {
            content.Headers.ContentEncoding.Add(coding);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        return await Read(client.SendAsync(request));
    }

    // The status and the code of the first error.
    private static async Task<string> Read(Task<HttpResponseMessage> sending)
    {
        try
        {
            using var response = await sending;
            var text = await response.Content.ReadAsStringAsync();
            var at = text.IndexOf("\"code\":\"", StringComparison.Ordinal);
            return at < 0 ? $"{(int)response.StatusCode}" : $"{(int)response.StatusCode} {text[(at + 8)..text.IndexOf('"', at + 8)]}";
        }
        catch (HttpRequestException) when (sending.IsFaulted)
        {
            return "ended";
        }
    }

    // Each fragment spreads the next one twice: 2^(count - 1) selections of the last.
    private static string Doubling(int count) =>
        "{ ...F0 } " + Repeat(count - 1, i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ") + $"fragment F{count - 1} on Query {{ ledger {{ treeSize }} }}";

    private static string Repeat(int count, Func<int, string> item) => string.Concat(Enumerable.Range(0, count).Select(item));
}
