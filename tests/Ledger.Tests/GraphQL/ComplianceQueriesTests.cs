using System.Text.Json;
using Ledger.Deciding;
using Ledger.Governance.Findings;
using Ledger.Tests.Auditor;
using Ledger.Tests.Cases;
using Ledger.Tests.Compliance;
using Ledger.Tests.Feed;
using Ledger.Tests.Http;
using Ledger.Tests.Store;
using Projections.Compliance.Months;
using Projections.Verdicts;
using PublicApi.GraphQL;

namespace Ledger.Tests.GraphQL;

public sealed class ComplianceQueriesTests(Cluster cluster)
{
    // Everything that judged months show. "_" stands for asOf.
    private const string Everything =
        """
        {
          verdicts(first: 30_) { totalCount nodes { month scope subject item outcome score regime regimeVersion evaluated { position }
            measures { rule outcome numerator denominator passBasisPoints failBasisPoints minimumN basis evidence { count positions } } } }
          findings(first: 20_) { totalCount nodes { findingId month rule item severity status subject platform provider found
            raised { position eventId at } evaluated { position } acknowledged { platform reasonCode mark { position } } cured { platform } waived { reasonCode }
            evidence { count positions } } }
          publications(first: 9_) { totalCount nodes { month treeSize published { position } evaluated { position } since { position } regime regimeVersion viewVersion
            digests { view sha256 } figures { platform code stated recounted now reasons { kind position } } verdicts { platform item frozen now reasons { position } } } }
          indicators(first: 20, year: 2026_) { totalCount nodes { code month span unit value of population target outcome basis dimensions { name text } } }
        }
        """;

    [Fact]
    public async Task Rows_of_judged_months_are_shown_as_they_are()
    {
        await using var server = await Judged();
        await using var connection = await server.Ledger.Reader.OpenConnectionAsync(TestContext.Current.CancellationToken);

        var found = await server.Ask(
            """
            { verdicts(first: 100) { nodes { id __typename month scope subject item outcome evaluated { position } measures { rule numerator evidence { count } } } }
              unifications(first: 100, period: "2026-01") { nodes { item month } } disclosures(last: 100, period: "2026-01") { nodes { item month } }
              network: verdicts(first: 9, filter: { scope: "network", item: "ALL", from: "2026-01", to: "2026-01" }) { totalCount nodes { subject score } } }
            """);
        var rows = await VerdictQuery.Page(connection, new VerdictFilter(), new(null, null, 100), TestContext.Current.CancellationToken);
        Assert.Equal(
            rows.Select(row => $"{row.Month}/{row.Scope}/{row.Subject}/{row.Item} {row.Outcome} {row.Evaluated.Position} {row.Measures.Sum(measure => measure.Numerator)}"),
            Nodes(found, "verdicts").Select(node => $"{Text(node, "month")}/{Text(node, "scope")}/{Text(node, "subject")}/{Text(node, "item")} {Text(node, "outcome")} "
                + $"{node.GetProperty("evaluated").GetProperty("position")} {node.GetProperty("measures").EnumerateArray().Sum(measure => measure.GetProperty("numerator").GetInt64())}"));
        var january = rows.Where(row => row.Month == "2026-01").ToList();
        Assert.Equal(january.Where(row => row.Item.StartsWith('U')).Select(row => row.Item), Nodes(found, "unifications").Select(node => Text(node, "item")));
        Assert.Equal(january.Where(row => row.Item.StartsWith('D')).Select(row => row.Item), Nodes(found, "disclosures").Select(node => Text(node, "item")));
        Assert.NotEmpty(Nodes(found, "unifications"));
        Assert.Single(Nodes(found, "network"));

        // Beside its figures stands the same verdict.
        var beside = await server.Ask(
            """{ serviceContent(first: 1) { verdict(period: "2026-01") { item outcome scope } } serviceResults { verdict(period: "2026-01", platform: "none") { item } } }""");
        var d1 = january.Single(row => row is { Scope: Scopes.Network, Item: "D1" });
        Disclosures.OfferQueriesTests.AssertJson(
            $$$"""{"serviceContent":{"verdict":{"item":"D1","outcome":"{{{d1.Outcome}}}","scope":"network"}},"serviceResults":{"verdict":null}}""", beside);
    }

    [Fact]
    public async Task A_finding_leads_to_its_evidence_and_its_id_back_to_it()
    {
        await using var server = await Judged();
        var found = await server.Ask(
            "{ findings(first: 100) { nodes { id findingId status raised { position } evidence { count positions entries { position type } } } } }");
        var shown = Nodes(found, "findings").ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, node => Assert.Equal(
            node.GetProperty("evidence").GetProperty("positions").GetRawText(),
            $"[{string.Join(',', node.GetProperty("evidence").GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("position")))}]"));

        var again = await server.Ask("query ($id: ID!) { node(id: $id) { __typename ... on Finding { findingId status } } }", new { id = Text(shown[0], "id") });
        Assert.Equal(("Finding", Text(shown[0], "findingId")), (Text(again.GetProperty("node"), "__typename"), Text(again.GetProperty("node"), "findingId")));
        var (status, code) = await server.Refusal("{ findings(first: 1, filter: { from: \"2026-1\" }) { totalCount } }");
        Assert.Equal((400, "BAD_ARGUMENT"), (status, code));
    }

    [Fact]
    public async Task What_is_told_of_the_past_is_what_was_told_then_or_is_refused()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var server = await TestServer.Start(cluster);
        var random = new Random(seed);
        var (history, months) = (new RandomHistory(server.Ledger, random), new RandomMonths(server.Ledger, random));
        await months.Begin();
        var told = new Dictionary<long, string>();
        for (var step = 0; step < 24; step++)
        {
            await (random.Next(3) == 0 ? months.Step() : history.Step());
            await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
            told[(await server.Ask("{ ledger { treeSize } }")).GetProperty("ledger").GetProperty("treeSize").GetInt64()] =
                (await server.Ask(Everything.Replace("_", "", StringComparison.Ordinal))).GetRawText();
        }

        var answered = 0;
        foreach (var (size, then) in told)
        {
            using var response = await server.Post(new
            {
                query = Everything.Replace("_", $", asOf: {{ treeSize: {size} }}", StringComparison.Ordinal),
            });
            var answer = await TestServer.Json(response);
            if (answer.TryGetProperty("errors", out var errors))
            {
                Assert.All(errors.EnumerateArray(), error => Assert.Equal("STATE_NOT_KEPT", error.GetProperty("extensions").GetProperty("code").GetString()));
                continue;
            }

            answered++;
            Assert.Equal((seed, size, then), (seed, size, answer.GetProperty("data").GetRawText()));
        }

        // That of now is always known.
        Assert.NotEqual(0, answered);
    }

    [Fact]
    public async Task A_month_is_told_as_it_was_published_though_it_was_judged_again_and_what_it_was_in_between_is_not()
    {
        await using var server = await MonthServiceTests.Start(cluster);
        async Task<(long Size, string Told)> Do(string path)
        {
            Assert.Null((await server.Command(path, By.Province, "{}")).Rule);
            await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
            return (await server.Ledger.Count("public_log.entry"), (await server.Ask(Everything.Replace("_", "", StringComparison.Ordinal))).GetRawText());
        }

        var before = await Do("/compliance/2026-01/evaluate");
        var published = await Do("/publications/2026-01");
        await server.Ledger.SubmitCase("late");
        var between = await Do("/compliance/2026-01/evaluate");
        var now = await Do("/compliance/2026-01/evaluate");

        Assert.NotEqual(published.Told, between.Told);
        Assert.Equal(published.Told, (await AsOf(published.Size)).GetProperty("data").GetRawText());
        Assert.Equal(now.Told, (await AsOf(now.Size)).GetProperty("data").GetRawText());
        foreach (var lost in new[] { before, between })
        {
            Assert.All((await AsOf(lost.Size)).GetProperty("errors").EnumerateArray(), error =>
                Assert.Equal("STATE_NOT_KEPT", error.GetProperty("extensions").GetProperty("code").GetString()));
        }

        await AssertIds(server, published.Size);

        async Task<JsonElement> AsOf(long size)
        {
            using var response = await server.Post(new { query = Everything.Replace("_", $", asOf: {{ treeSize: {size} }}", StringComparison.Ordinal) });
            return await TestServer.Json(response);
        }
    }

    // What has an id in a state has it in no other: there is nothing of it in one from before the month was judged.
    private static async Task AssertIds(TestServer server, long size)
    {
        string[] lists = ["verdicts", "findings", "publications"];
        var state = $"first: 1, asOf: {{ treeSize: {size} }}";
        var then = await server.Ask(
            $"{{ verdicts({state}) {{ nodes {{ id evaluated {{ position }} }} }} findings({state}) {{ nodes {{ id evaluated {{ position }} }} }} "
            + $"publications({state}) {{ nodes {{ id evaluated {{ position }} }} }} }}");
        var seen = lists.Select(list => Nodes(then, list).Single()).ToList();
        var ids = seen.Select(node => NodeId.Read(Text(node, "id")!)!).ToList();
        var again = await server.Ask(
            """
            query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Verdict { evaluated { position } } ... on Finding { evaluated { position } }
              ... on Publication { evaluated { position } } } }
            """,
            new { ids = ids.Concat(ids.Select(id => id with { Size = 1 })).Select(id => id.Write()) });
        Assert.Equal(
            [.. seen.Select(node => node.GetRawText()), "null", "null", "null"],
            again.GetProperty("nodes").EnumerateArray().Select(node => node.GetRawText()));
    }

    [Fact]
    public async Task Findings_come_live_as_they_are_raised_and_acted_upon()
    {
        await using var server = await Judged();
        var all = Nodes(await server.Ask("{ findings(first: 100) { nodes { findingId raised { position } } } }"), "findings").Select(node => Text(node, "findingId")).ToList();
        var seen = new List<string?>();
        long resume = -1;
        await foreach (var answer in EventReader.Subscribe(
            server.Client, "subscription { findings(after: -1) { nodes { findingId status } resumeAfter treeSize } }"))
        {
            var batch = answer.GetProperty("data").GetProperty("findings");
            seen.AddRange(batch.GetProperty("nodes").EnumerateArray().Select(node => Text(node, "findingId")));
            resume = batch.GetProperty("resumeAfter").GetInt64();
            if (seen.Count >= all.Count)
            {
                break;
            }
        }

        Assert.Equal(all, seen);
        var reading = Next(server, $"subscription {{ findings(after: {resume}, filter: {{ rule: \"D1-NONE\" }}) {{ nodes {{ findingId }} resumeAfter }} }}");
        var other = Next(server, $"subscription {{ findings(after: {resume}) {{ nodes {{ findingId status }} resumeAfter }} }}");
        await Waive(server, all[0]!);
        var moved = (await other).GetProperty("nodes")[0];
        Assert.Equal((all[0], "waived"), (Text(moved, "findingId"), Text(moved, "status")));
        Assert.False(reading.IsCompleted);
    }

    private static async Task<JsonElement> Next(TestServer server, string subscription)
    {
        await foreach (var answer in EventReader.Subscribe(server.Client, subscription))
        {
            return answer.GetProperty("data").GetProperty("findings");
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static async Task Waive(TestServer server, string id)
    {
        var by = new Envelope(Samples.Noon, Samples.Noon, "SC", "province", Channels.PartnerApi, "waive", null);
        await server.Ledger.Journal.Execute<FindingState>(
            $"finding-{id}", expected: null, "waive", commandHash: null,
            (_, _) => Decision.Accept(new ViolationWaived(by, id[8..id.LastIndexOf('.')], id[..7], null, "R")),
            Timeout.InfiniteTimeSpan);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
    }

    private async Task<TestServer> Judged()
    {
        var server = await MonthServiceTests.Start(cluster);
        Assert.Null((await server.Command("/compliance/2026-01/evaluate", By.Province, "{}")).Rule);
        await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        return server;
    }

    private static JsonElement.ArrayEnumerator Nodes(JsonElement found, string list) => found.GetProperty(list).GetProperty("nodes").EnumerateArray();

    private static string? Text(JsonElement node, string field) => node.GetProperty(field).ValueKind == JsonValueKind.Null ? null : node.GetProperty(field).ToString();
}
