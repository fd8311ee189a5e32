using System.Text;
using System.Text.Json;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class BadInputTests(Cluster cluster, EmptyService empty) : IClassFixture<EmptyService>
{
    [Fact]
    public async Task Every_naughty_string_is_a_value_like_any_other()
    {
        var strings = JsonSerializer.Deserialize<string[]>(
            await File.ReadAllBytesAsync(Repository.Shared("badinput/blns/blns.json"), TestContext.Current.CancellationToken))!;
        await using var server = await TestServer.Start(cluster);
        await server.Ledger.Recorder.RecordAsync(
            [.. strings.Select((naughty, i) => Samples.Account($"{i}") with { RegionCode = naughty })],
            TestContext.Current.CancellationToken);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);

        foreach (var naughty in strings)
        {
            const string Query =
                """
                query ($text: String!, $id: ID!) {
                  case(id: $id) { caseId } serviceResults(service: $text) { received }
                  cases(first: 100, filter: { region: $text }) { nodes { regionCode } } }
                """;
            var found = await server.Ask(Query, new { text = naughty, id = naughty });
            var expected = strings.Count(other => other == naughty);
            Assert.Equal(
                Enumerable.Repeat(naughty, expected),
                found.GetProperty("cases").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("regionCode").GetString()));

            var literal = JsonSerializer.Serialize(naughty);
            var same = await server.Ask($$"""{ cases(first: 100, filter: { region: {{literal}} }) { nodes { regionCode } } }""");
            Assert.Equal(expected, same.GetProperty("cases").GetProperty("nodes").GetArrayLength());
        }
    }

    [Fact]
    public async Task No_naughty_string_as_a_name_cursor_month_or_document_is_a_fault_of_ours()
    {
        var strings = JsonSerializer.Deserialize<string[]>(
            await File.ReadAllBytesAsync(Repository.Shared("badinput/blns/blns.json"), TestContext.Current.CancellationToken))!;
        var server = empty.Server;
        foreach (var naughty in strings)
        {
            object[] requests =
            [
                new { query = "query A { ledger { treeSize } }", operationName = naughty },
                new { query = naughty },
                new { query = $"query {naughty} {{ ledger {{ size }} }}" },
                new { query = "query ($after: String) { cases(first: 1, after: $after) { nodes { caseId } } }", variables = new { after = naughty } },
                new { query = "query ($after: Long) { entries(first: 1, after: $after) { nodes { type } } }", variables = new { after = naughty } },
                new { query = "query ($from: String) { serviceResults(from: $from) { received } }", variables = new { from = naughty } },
                new { query = "{ ledger { treeSize } }", variables = new Dictionary<string, string> { [naughty] = naughty } },
            ];
            foreach (var request in requests)
            {
                using var response = await server.Post(request);
                Assert.True((int)response.StatusCode is 200 or 400, $"{response.StatusCode} for {JsonSerializer.Serialize(request)}");
                await TestServer.Json(response);
            }
        }
    }

    [Fact]
    public async Task No_file_of_malformed_JSON_is_a_request_and_no_odd_one_is_a_fault_of_ours()
    {
        var files = Directory.GetFiles(Repository.Shared("badinput/jsontestsuite"), "*.json", SearchOption.AllDirectories);
        var server = empty.Server;
        foreach (var file in files)
        {
            var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            using var asBody = await server.Send(content);
            Assert.True((int)asBody.StatusCode is 400 or 413, $"{asBody.StatusCode} for {file}");

            byte[] variables = [.. """{"query":"{ ledger { treeSize } }","variables":{"a":"""u8, .. content, .. "}}"u8];
            using var asVariables = await server.Send(variables);
            var isMalformed = Path.GetFileName(file).StartsWith("n_", StringComparison.Ordinal);
            Assert.True(
                (int)asVariables.StatusCode is 400 or 413 || ((int)asVariables.StatusCode == 200 && !isMalformed),
                $"{asVariables.StatusCode} for {file} as variables");
            await TestServer.Json(asVariables);
        }
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("1e400")]
    [InlineData("1.5")]
    [InlineData("\"-1\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"٣\"")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task No_number_is_a_fault_of_ours(string number)
    {
        var server = empty.Server;
        foreach (var type in new[] { "first", "after" })
        {
            var body = type == "first"
                ? $$$"""{"query":"query ($n: Int!) { entries(first: $n) { nodes { type } } }","variables":{"n":{{{number}}}}}"""
                : $$$"""{"query":"query ($n: Long) { entries(first: 1, after: $n) { nodes { type } } }","variables":{"n":{{{number}}}}}""";
            using var response = await server.Send(Encoding.UTF8.GetBytes(body));
            Assert.True((int)response.StatusCode is 200 or 400, $"{response.StatusCode} for {number} as {type}");
            await TestServer.Json(response);
        }
    }
}
