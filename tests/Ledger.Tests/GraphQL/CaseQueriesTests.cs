using System.Text.Json;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class CaseQueriesTests(Cluster cluster)
{
    [Fact]
    public async Task A_case_shows_what_became_of_it_and_when()
    {
        await using var server = await TestServer.Start(cluster);
        var id = await Delivered(server.Ledger);

        var found = (await server.Ask(
            """
            query ($id: ID!) { case(id: $id) {
              caseId status stage service { code name } category platform ownerNode providerId regionCode channel nature
              sizeClass industryCode requestedAt month acceptedAt completedAt durationMs durationHours outcomeCode hops
              reopened score chargedFen paidFen refundedFen waivedFen version
              timeline { position type streamVersion } later: timeline(first: 2, after: 3) { position } } }
            """,
            new { id })).GetProperty("case");

        // Requested at Noon (2026-01-05, 04:00 UTC; noon in Sichuan), accepted an hour later, done after 90 minutes more.
        var expected = $$"""
            {"caseId":"{{id}}","status":"CLOSED","stage":"DELIVERED","service":{"code":"TRAIN-01","name":"Digital training"},
            "category":"TRAIN","platform":"SC-510100","ownerNode":"SC-510100","providerId":"provider-7","regionCode":"510100",
            "channel":"online","nature":"market","sizeClass":"small","industryCode":"35","requestedAt":"2026-01-05T04:00:00.000Z",
            "month":"2026-01","acceptedAt":"2026-01-05T05:00:00.000Z","completedAt":"2026-01-05T06:30:00.000Z",
            "durationMs":9000000,"durationHours":2.5,"outcomeCode":"resolved","hops":0,"reopened":0,"score":5,
            "chargedFen":10000,"paidFen":9000,"refundedFen":0,"waivedFen":1000,"version":8,
            "timeline":[{"position":0,"type":"request.submitted","streamVersion":1},
            {"position":1,"type":"request.accepted","streamVersion":2},{"position":2,"type":"delivery.started","streamVersion":3},
            {"position":3,"type":"delivery.completed","streamVersion":4},{"position":4,"type":"rating.submitted","streamVersion":5},
            {"position":5,"type":"fee.charged","streamVersion":6},{"position":6,"type":"fee.waived","streamVersion":7},
            {"position":7,"type":"fee.paid","streamVersion":8}],"later":[{"position":4},{"position":5}]}
            """;
        using var parsed = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(parsed.RootElement, found), found.GetRawText());

        Assert.Equal(JsonValueKind.Null, (await server.Ask("{ case(id: \"case-none\") { caseId } }")).GetProperty("case").ValueKind);
    }

    [Fact]
    public async Task Pages_visit_each_case_once_in_order_of_request()
    {
        await using var server = await TestServer.Start(cluster);

        // Every third was requested at the same instant as the two before it: there the id decides.
        var accounts = Enumerable.Range(0, 250).Select(i => Samples.Account($"{i}") with { RequestedAt = Samples.Noon.AddMinutes(-(i / 3)) });
        await Record(server.Ledger, [.. accounts]);

        var seen = new List<(string RequestedAt, string CaseId)>();
        for (string? after = null; ;)
        {
            var page = (await server.Ask(
                """
                query ($after: String) { cases(first: 7, after: $after) {
                  edges { cursor node { caseId requestedAt } } nodes { caseId } pageInfo { hasNextPage endCursor } } }
                """,
                new { after })).GetProperty("cases");
            seen.AddRange(page.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node")).Select(
                node => (node.GetProperty("requestedAt").GetString()!, node.GetProperty("caseId").GetString()!)));
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            Assert.Equal(page.GetProperty("edges").EnumerateArray().Last().GetProperty("cursor").GetString(), after);
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }

        Assert.Equal(250, seen.Distinct().Count());
        Assert.Equal(250, seen.Count);
        Assert.Equal(seen.Select(place => place.RequestedAt).Order(StringComparer.Ordinal), seen.Select(place => place.RequestedAt));
    }

    [Fact]
    public async Task A_filter_lets_through_what_it_names_and_nothing_else()
    {
        await using var server = await TestServer.Start(cluster);
        await Delivered(server.Ledger);
        var january = Samples.Noon;
        await Record(
            server.Ledger,
            [
                Samples.Account("open"),
                Samples.Account("closed", hours: 1),
                Samples.Account("pothole") with { ServiceCode = "POTHOLE", RegionCode = "620000", CategoryCode = "ROAD" },

                // 23:30 on 31 January where it was requested, which is February by UTC.
                Samples.Account("last of january") with { RequestedAt = new(2026, 2, 1, 4, 30, 0, TimeSpan.Zero) },
                Samples.Account("february") with { RequestedAt = new(2026, 2, 1, 5, 0, 0, TimeSpan.Zero) },
            ]);

        (string Filter, int Cases)[] expected =
        [
            ("{}", 6), ("{ service: \"POTHOLE\" }", 1), ("{ service: \"pothole\" }", 0), ("{ platform: \"boston\" }", 5),
            ("{ platform: \"SC-510100\" }", 1), ("{ region: \"620000\" }", 1), ("{ category: \"OTHER\" }", 4),
            ("{ status: OPEN }", 4), ("{ status: CLOSED }", 2), ("{ status: DECLINED }", 0), ("{ stage: RECEIVED }", 4),
            ("{ stage: IN_DELIVERY }", 0), ("{ status: OPEN, stage: DELIVERED }", 0), ("{ month: \"2026-01\" }", 5),
            ("{ month: \"2026-02\" }", 1), ("{ month: \"2026-01\", platform: \"boston\", status: OPEN }", 3),
        ];
        foreach (var (filter, count) in expected)
        {
            var page = (await server.Ask($$"""{ cases(first: 100, filter: {{filter}}) { nodes { caseId } } }""")).GetProperty("cases");
            Assert.Equal((filter, count), (filter, page.GetProperty("nodes").GetArrayLength()));
        }
    }

    private static async Task Record(TestLedger ledger, List<RecordSourceAccount> accounts)
    {
        await ledger.Recorder.RecordAsync(accounts, TestContext.Current.CancellationToken);
        await ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
    }

    private static async Task<string> Delivered(TestLedger ledger)
    {
        var stream = CaseIds.Prefix + Guid.CreateVersion7();
        var (delivery, quote) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Envelope At(double hours) => Samples.Envelope("all") with { OccurredAt = Samples.Noon.AddHours(hours) };
        var outcome = await ledger.Journal.Execute(
            stream,
            expected: null,
            "all",
            _ => Decision.Accept(
                Samples.Submitted("all"),
                new RequestAccepted(At(1), "TRAIN-01", 1, "TRAIN-STD", 1, 1, 1, "market", null, null),
                new DeliveryStarted(At(2), delivery, "SC-510100", "provider-7", "onsite", null),
                new DeliveryCompleted(At(2.5), delivery, "resolved", 1, 1, null, []),
                new RatingSubmitted(At(3), delivery, 1, 5, Contacted: true, Resolved: true, null, new Sealed(Convert.ToBase64String(new byte[32]))),
                new FeeCharged(At(4), quote, [], 10_000),
                new FeeWaived(At(5), 1_000, "hardship"),
                new FeePaid(At(6), 9_000, "card")),
            Timeout.InfiniteTimeSpan);
        Assert.IsType<Outcome.Done>(outcome);
        await ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        return stream;
    }
}
