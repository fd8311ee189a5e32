using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Http;

public sealed class CommandBatchTests(Cluster cluster)
{
    private const string Province = """{"node":"SC","actor_role":"registrar","channel":"online","command":{"name":"四川平台","kind":"provincial","region_code":"510000","cluster_code":null,"hotline":"12345"}}""";
    private const string Phase = """{"node":"SC","actor_role":"registrar","channel":"online","command":{"phase":1,"planned_open_on":"2026-01-05"}}""";

    [Fact]
    public async Task Answers_line_by_line_and_a_refused_line_stops_nothing()
    {
        await using var service = await TestServer.Start(cluster);

        var lines = await Send(service, [
            Line("/platforms/SC", "k1", Province),
            Line("/platforms/SC", "k2", Province),
            "not json",
            Line("/nothing/SC/phase", "k3", Phase),
            Line("/platforms/SC/phase", "k4", Phase),
            Line("/platforms/SC/phase", "k4", Phase),
        ]);

        Assert.Equal([200, 409, 400, 404, 200, 200], lines.Select(line => line["status"]!.GetValue<int>()));
        Assert.Equal([1, 2, 3, 4, 5, 6], lines.Select(line => line["line"]!.GetValue<int>()));
        Assert.Equal("EXISTS", lines[1]["problem"]!["rule"]!.GetValue<string>());
        Assert.Equal(lines[4]["answer"]!.ToJsonString(), lines[5]["answer"]!.ToJsonString());
        Assert.Equal(3, await service.Ledger.Count("journal.mt_events"));
    }

    [Fact]
    public async Task Takes_a_thousand_lines_and_not_one_more()
    {
        await using var service = await TestServer.Start(cluster);
        await Send(service, [Line("/platforms/SC", "k", Province)]);

        var lines = await Send(service, [.. Enumerable.Range(0, 1_002).Select(i => Line("/platforms/SC/phase", $"p{i % 10}", Phase))]);

        Assert.Equal(1_001, lines.Count);
        Assert.All(lines.Take(1_000), line => Assert.Equal(200, line["status"]!.GetValue<int>()));
        Assert.Equal(413, lines[1_000]["status"]!.GetValue<int>());
        Assert.Equal(12, await service.Ledger.Count("journal.mt_events"));
    }

    [Fact]
    public async Task Refuses_another_type_and_a_line_that_is_too_long()
    {
        await using var service = await TestServer.Start(cluster);

        var lines = await Send(service, [Line("/platforms/SC", "k", Province.Replace("四川平台", new string('x', 70_000), StringComparison.Ordinal))]);
        using var typed = await Answer(service, Province, "application/json");

        Assert.Equal(413, Assert.Single(lines)["status"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, typed.StatusCode);
        Assert.Equal(0, await service.Ledger.Count("journal.mt_events"));
    }

    [Fact]
    public async Task The_same_key_with_another_command_is_refused()
    {
        await using var service = await TestServer.Start(cluster);
        await Send(service, [Line("/platforms/SC", "k", Province)]);

        var lines = await Send(service, [
            Line("/platforms/SC/phase", "same", Phase),
            Line("/platforms/SC/phase", "same", Phase.Replace("\"phase\":1", "\"phase\":2", StringComparison.Ordinal)),
        ]);

        Assert.Equal([200, 422], lines.Select(line => line["status"]!.GetValue<int>()));
        Assert.Equal("KEY-REUSED", lines[1]["problem"]!["rule"]!.GetValue<string>());
    }

    [Fact]
    public async Task Speaks_the_language_that_is_asked_for()
    {
        await using var service = await TestServer.Start(cluster);

        var chinese = await service.Command("/platforms/SC/phase", "SC", """{"phase":1,"planned_open_on":"2026-01-05"}""", language: "fr, zh-CN;q=0.9, en;q=0.5");
        var english = await service.Command("/platforms/SC/phase", "SC", """{"phase":1,"planned_open_on":"2026-01-05"}""", language: "en, zh;q=0.9");

        Assert.Equal((HttpStatusCode.NotFound, "没有该记录。"), (chinese.Status, chinese.Body["detail"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.NotFound, "There is no such record."), (english.Status, english.Body["detail"]!.GetValue<string>()));
    }

    private static string Line(string path, string key, string body) => $$"""{"path":"{{path}}","key":"{{key}}","body":{{body}}}""";

    private static async Task<List<JsonNode>> Send(TestServer service, IReadOnlyList<string> lines)
    {
        using var answer = await Answer(service, string.Join('\n', lines), "application/jsonl");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static async Task<HttpResponseMessage> Answer(TestServer service, string body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/commands") { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.Token());
        return await service.Client.SendAsync(request);
    }
}
