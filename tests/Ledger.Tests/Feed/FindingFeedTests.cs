using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Ledger.Tests.Cases;
using Ledger.Tests.Compliance;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Store;

namespace Ledger.Tests.Feed;

/// <summary>What is told of findings, and of the publication, of a month that is judged again and again.</summary>
public sealed class FindingFeedTests(Cluster cluster)
{
    private const string Found = "SELECT code FROM views.finding_view WHERE (row->>'found')::boolean ORDER BY code";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_of_a_finding_is_told_once_however_often_its_month_is_judged_again()
    {
        await using var server = await Judged();
        var begin = await server.Ledger.Count("public_log.entry") - 1;
        var follow = $"subscription {{ findings(after: {begin}) {{ nodes {{ findingId status found since {{ position }} }} }} }}";
        using var socket = await SocketTests.Open(server);
        await SocketTests.Ask(socket, """{"type":"connection_init"}""");
        await SocketTests.Send(socket, JsonSerializer.Serialize(new { id = "1", type = "subscribe", payload = new { query = follow } }));
        await using var events = EventReader.Subscribe(server.Client, follow).GetAsyncEnumerator(Ct);
        var (bySocket, byEvents) = (new List<string>(), new List<string>());

        // What was found before is found no more; the report itself came late, which is found now.
        var before = await Texts(server, Found);
        var judged = await ReportNothingAndJudge(server);
        var after = await Texts(server, Found);
        string[] changed = [.. before.Except(after).Select(code => $"{code} cured False {judged}")
            .Concat(after.Except(before).Select(code => $"{code} raised True {judged}")).Order(StringComparer.Ordinal)];
        Assert.Equal(["raised True", "cured False"], changed.Select(told => string.Join(' ', told.Split(' ')[1..3])).Distinct());
        await Read(changed.Length);

        // Nothing has changed since, and then one thing does.
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        var left = after.Intersect(before).First();
        await Do(server, $"/findings/{left}/waive", By.Province, """{"reason_code":"FLOOD"}""");
        await Read(changed.Length + 1);

        Assert.Equal([.. changed, $"{left} waived True {begin}"], bySocket);
        Assert.Equal(bySocket, byEvents);

        async Task Read(int count)
        {
            while (bySocket.Count < count)
            {
                bySocket.AddRange(Told(JsonDocument.Parse(await SocketTests.Read(socket)).RootElement.GetProperty("payload")));
            }

            while (byEvents.Count < count && await events.MoveNextAsync())
            {
                byEvents.AddRange(Told(events.Current));
            }
        }
    }

    [Fact]
    public async Task A_feed_reader_sees_a_finding_updated_when_it_changes_and_not_when_it_is_found_again()
    {
        await using var server = await Judged();
        var (before, found) = (await Feeds(server), await Texts(server, Found));
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        Assert.Equal(before, await Feeds(server));

        var position = await ReportNothingAndJudge(server);
        var at = (await Texts(server, $"SELECT convert_from(body, 'UTF8')::jsonb->>'rec' FROM public_log.entry WHERE position = {position}"))[0];
        var gone = found.Except(await Texts(server, Found)).ToList();
        var after = await Feeds(server);
        Assert.NotEqual(before, after);
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        Assert.Equal(after, await Feeds(server));

        // Atom, by XML alone: whole seconds; JSON Feed as the log writes instants.
        var atom = XDocument.Parse(after.Atom).Root!.Elements().Where(element => element.Name.LocalName == "entry")
            .ToLookup(entry => entry.Elements().Single(element => element.Name.LocalName == "id").Value.Split('/')[1], entry =>
                DateTimeOffset.Parse(entry.Elements().Single(element => element.Name.LocalName == "updated").Value, CultureInfo.InvariantCulture));
        var json = JsonDocument.Parse(after.Json).RootElement.GetProperty("items").EnumerateArray()
            .ToLookup(item => item.GetProperty("id").GetString()!.Split('/')[1], item => item.GetProperty("date_modified").GetString());
        Assert.NotEmpty(gone);
        Assert.All(gone, code =>
        {
            Assert.Equal(at, Assert.Single(json[code]));
            Assert.Equal(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).ToUnixTimeSeconds(), Assert.Single(atom[code]).ToUnixTimeSeconds());
        });
    }

    [Fact]
    public async Task A_feed_reader_sees_a_publication_updated_when_a_figure_changes_and_not_when_it_is_counted_again()
    {
        await using var server = await MonthServiceTests.Start(cluster);
        await server.Ledger.SubmitCase();
        await server.Ledger.Sequencer.Drain(Ct);
        await Do(server, "/publications/2026-01", By.Province);
        var published = await Publications();
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        Assert.Equal(published, await Publications());

        await server.Ledger.SubmitCase("late");
        await server.Ledger.Sequencer.Drain(Ct);
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        var changed = await Publications();
        Assert.NotEqual(published, changed);
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        Assert.Equal(changed, await Publications());

        Task<string> Publications() => server.Client.GetStringAsync("/feeds/publications.json", Ct);
    }

    private static IEnumerable<string> Told(JsonElement answer) => answer.GetProperty("data").GetProperty("findings").GetProperty("nodes").EnumerateArray()
        .Select(node => string.Join(' ', node.GetProperty("findingId"), node.GetProperty("status"), node.GetProperty("found"), node.GetProperty("since").GetProperty("position")));

    private static async Task<(string Atom, string Json)> Feeds(TestServer server) =>
        (await server.Client.GetStringAsync("/feeds/findings.atom", Ct), await server.Client.GetStringAsync("/feeds/findings.json", Ct));

    // SC-510700 says that it did nothing in January, and so says something of January at all.
    private static async Task<long> ReportNothingAndJudge(TestServer server)
    {
        await Do(server, $"/reports/{By.OtherNode}-202601/zero-activity", By.OtherNode, """{"reporter_role":"director"}""");
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        return await server.Ledger.Count("public_log.entry") - 1;
    }

    private static async Task Do(TestServer server, string path, string node, string command = "{}")
    {
        Assert.Null((await server.Command(path, node, command)).Rule);
        await server.Ledger.Sequencer.Drain(Ct);
    }

    private static async Task<List<string>> Texts(TestServer server, string sql)
    {
        await using var command = server.Ledger.Administrator.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var found = new List<string>();
        while (await rows.ReadAsync(Ct))
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }

    private async Task<TestServer> Judged()
    {
        var server = await MonthServiceTests.Start(cluster);
        await Do(server, "/compliance/2026-01/evaluate", By.Province);
        return server;
    }
}
