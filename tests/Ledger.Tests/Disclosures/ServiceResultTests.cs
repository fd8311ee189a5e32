using System.Text.Json;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Exports;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Disclosures;

/// <summary>
/// Disclosure D5, of eight cases at two platforms and two providers: one confirmed and paid, one disputed, put right and reopened,
/// one deemed confirmed of which the rating was void, two declined, one answered, one merged, and one of the other service that waits.
/// </summary>
public sealed class ServiceResultTests(Cluster cluster)
{
    private const string Figures =
        """
        received accepted answered declined declinedByReason { reason count } withdrawn merged closed confirmed deemedConfirmed disputed open reopened
        ratings { count } rectificationsOpened rectificationsClosed feesDisputed chargedFen paidFen refundedFen waivedFen subsidisedFen medianHours
        """;

    private const string Columns = "code name received accepted answered declined declinedByReason withdrawn merged closed confirmed deemedConfirmed disputed open reopened ratings "
        + "rectificationsOpened rectificationsClosed feesDisputed chargedFen paidFen refundedFen waivedFen subsidisedFen medianHours";

    // Stage, confirmation, reason, disputes of delivery and fee, rectifications opened and closed, fen subsidised, score.
    private static readonly string[] Cases =
    [
        "CONFIRMED confirmed  0 1 0 0 0 5", "REOPENED   1 1 1 1 300 2", "DEEMED_CONFIRMED deemed_confirmed  0 0 1 0 0 ",
        "DECLINED  full 0 0 0 0 0 ", "DECLINED  far 0 0 0 0 0 ", "ANSWERED   0 0 0 0 0 ", "MERGED   0 0 0 0 0 ", "RECEIVED   0 0 0 0 0 ",
    ];

    private static readonly Guid Delivery = Guid.CreateVersion7();

    [Fact]
    public async Task What_became_of_cases_is_told_by_service_platform_provider_and_month()
    {
        await using var server = await TestServer.Start(cluster);
        await Fill(server.Ledger);

        // In the order of the fields. Confirmed after 2.5 hours, deemed so after 4.5: the median of the two is 3.5.
        const string first = "8 3 1 2 [far=1,full=1] 0 1 2 1 1 1 2 1 [0,1,0,0,1] 2 1 2 10000 9000 500 1000 300 3.5";
        await Same(server, "by: MONTH", $"2026-01  {first}");
        await Same(
            server, "",
            "TAX-01 Tax advice 1 0 0 0 [] 0 0 0 0 0 0 1 0 [0,0,0,0,0] 0 0 0 0 0 0 0 0 ",
            "TRAIN-01 Digital training 7 3 1 2 [far=1,full=1] 0 1 2 1 1 1 1 1 [0,1,0,0,1] 2 1 2 10000 9000 500 1000 300 3.5");
        await Same(
            server, "by: PLATFORM",
            "SC-510100  6 2 1 1 [full=1] 0 1 1 1 0 1 2 1 [0,1,0,0,1] 1 1 2 10000 9000 500 1000 300 2.5",
            "SC-510300  2 1 0 1 [far=1] 0 0 1 0 1 0 0 0 [0,0,0,0,0] 1 0 0 0 0 0 0 0 4.5");
        await Same(
            server, "by: PROVIDER",
            "provider-7  2 2 0 0 [] 0 0 1 1 0 1 1 1 [0,1,0,0,1] 1 1 2 10000 9000 500 1000 300 2.5",
            "provider-8  1 1 0 0 [] 0 0 1 0 1 0 0 0 [0,0,0,0,0] 1 0 0 0 0 0 0 0 4.5");

        await Same(server, "platform: \"SC-510300\"", "TRAIN-01 Digital training 2 1 0 1 [far=1] 0 0 1 0 1 0 0 0 [0,0,0,0,0] 1 0 0 0 0 0 0 0 4.5");
        await Same(server, "provider: \"provider-8\", by: PLATFORM", "SC-510300  1 1 0 0 [] 0 0 1 0 1 0 0 0 [0,0,0,0,0] 1 0 0 0 0 0 0 0 4.5");
        await Same(server, "region: \"510300\", by: PLATFORM", "SC-510300  2 1 0 1 [far=1] 0 0 1 0 1 0 0 0 [0,0,0,0,0] 1 0 0 0 0 0 0 0 4.5");
        await Same(server, "region: \"510000\", by: MONTH", $"2026-01  {first}");
        await Same(server, "from: \"2026-02\"");
        var total = (await server.Ask($$"""{ serviceResults { {{Figures}} } }""")).GetProperty("serviceResults");
        Assert.Equal(first, Line(total));
    }

    [Fact]
    public async Task A_case_tells_the_same_of_itself()
    {
        await using var server = await TestServer.Start(cluster);
        await Fill(server.Ledger);
        var found = (await server.Ask(
            """
            { cases(first: 9) { nodes {
              stage confirmation declineReason disputes feeDisputes rectificationsOpened rectificationsClosed subsidisedFen score } } }
            """)).GetProperty("cases").GetProperty("nodes");

        Assert.Equal(
            Cases.Order(StringComparer.Ordinal),
            found.EnumerateArray().Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Results_are_paged_and_are_of_the_state_that_is_asked_for()
    {
        await using var server = await TestServer.Start(cluster);
        await Fill(server.Ledger);
        const string page = "totalCount nodes { code received } pageInfo { hasNextPage endCursor }";
        var first = (await server.Ask($$"""{ serviceResult(first: 1) { {{page}} } }""")).GetProperty("serviceResult");
        var cursor = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var second = (await server.Ask($$"""{ serviceResult(first: 1, after: "{{cursor}}") { {{page}} } }""")).GetProperty("serviceResult");
        var last = (await server.Ask($$"""{ serviceResult(last: 1) { {{page}} } }""")).GetProperty("serviceResult");

        Assert.Equal((2, "TAX-01", true), Of(first));
        Assert.Equal((2, "TRAIN-01", false), Of(second));
        Assert.Equal("TRAIN-01", last.GetProperty("nodes")[0].GetProperty("code").GetString());

        // After its first four entries the first case was delivered and not yet confirmed, and there was no other.
        var then = (await server.Ask($$"""{ serviceResult(first: 9, by: PROVIDER, asOf: { treeSize: 4 }) { nodes { code {{Figures}} } } }"""))
            .GetProperty("serviceResult").GetProperty("nodes");
        Assert.Equal(
            ["1 1 0 0 [] 0 0 1 0 0 0 0 0 [0,0,0,0,0] 0 0 0 0 0 0 0 0 2.5"], then.EnumerateArray().Select(Line));
        Assert.Equal((400, "BAD_ARGUMENT"), await server.Refusal("""{ serviceResult(first: 1, from: "2026-02", to: "2026-01") { totalCount } }"""));

        static (int, string?, bool) Of(JsonElement found) => (
            found.GetProperty("totalCount").GetInt32(), found.GetProperty("nodes")[0].GetProperty("code").GetString(),
            found.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
    }

    private static async Task Fill(TestLedger ledger)
    {
        await Case(
            ledger, "paid", "SC-510100",
            [
                .. Delivered("provider-7", hours: 2.5), new DeliveryConfirmed(At(3), Delivery, "phone"), Rated(At(3), 5),
                new FeeCharged(At(4), Guid.CreateVersion7(), [], 10_000), new FeeWaived(At(5), 1_000, "hardship"), new FeePaid(At(6), 9_000, "card"),
                new FeeDisputed(At(7), "unclear"),
            ]);
        await Case(
            ledger, "disputed", "SC-510100",
            [
                .. Delivered("provider-7", hours: 9), new DeliveryDisputed(At(10), Delivery, "not_done"), Rated(At(11), 1),
                new RatingRectificationOpened(At(12), Delivery, 1, null), new RatingRevised(At(13), Delivery, 2, 1, 2, true, false, null, "again", Nothing),
                new RatingRectificationClosed(At(14), Delivery, "redone", Rechecked: true, Nothing), new FeeDisputed(At(15), "too_much"),
                new FeeRefunded(At(16), 500, "goodwill"), new FeeSubsidised(At(17), "fund-1", 300), new RequestClosed(At(18), "unresolved", "no_agreement"),
                new RequestReopened(At(19), "new_facts", "requester"),
            ]);
        await Case(
            ledger, "silent", "SC-510300",
            [
                .. Delivered("provider-8", hours: 4.5), new DeliveryDeemedConfirmed(At(200), Delivery, 7), Rated(At(201), 1),
                new RatingRectificationOpened(At(202), Delivery, 1, null), new RatingInvalidated(At(203), Delivery, 1, "not_genuine", "unit"),
            ]);
        await Case(ledger, "full", "SC-510100", [new RequestDeclined(At(1), "full", null, "unit", null)]);
        await Case(ledger, "far", "SC-510300", [new RequestDeclined(At(1), "far", null, "unit", null)]);
        await Case(ledger, "answered", "SC-510100", [new RequestAnswered(At(1), "answer-1", null)]);
        await Case(ledger, "merged", "SC-510100", [new RequestMerged(At(1), "case-1")]);
        await Case(ledger, "waiting", "SC-510100", [], service: ("TAX-01", "Tax advice"));
        await ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
    }

    private static async Task Case(
        TestLedger ledger, string key, string platform, CaseEvent[] events, (string Code, string Name)? service = null)
    {
        var begun = Samples.Submitted(key) with { FirstContactNode = platform, RegionCode = platform["SC-".Length..] };
        begun = service is var (code, name) ? begun with { ServiceCode = code, ServiceName = name } : begun;
        Assert.IsType<Outcome.Done>(await ledger.Journal.Execute(
            CaseIds.Prefix + Guid.CreateVersion7(), expected: null, key, _ => Decision.Accept([begun, .. events]), Timeout.InfiniteTimeSpan));
    }

    private static Envelope At(double hours) => Samples.Envelope("any") with { OccurredAt = Samples.Noon.AddHours(hours) };

    private static CaseEvent[] Delivered(string provider, double hours) =>
    [
        new RequestAccepted(At(1), "TRAIN-01", 1, "TRAIN-STD", 1, 1, 1, "market", null, null),
        new DeliveryStarted(At(2), Delivery, "SC-510100", provider, "onsite", null),
        new DeliveryCompleted(At(hours), Delivery, "resolved", 1, 1, null, []),
    ];

    private static RatingSubmitted Rated(Envelope at, int score) => new(at, Delivery, 1, score, Contacted: true, Resolved: true, null, Nothing);

    private static Sealed Nothing => new(Convert.ToBase64String(new byte[32]));

    private static async Task Same(TestServer server, string arguments, params string[] expected)
    {
        var found = await server.Ask($$"""{ serviceResult(first: 9, {{arguments}}) { nodes { code name {{Figures}} } } }""");
        Assert.Equal(expected, found.GetProperty("serviceResult").GetProperty("nodes").EnumerateArray().Select(
            node => $"{node.GetProperty("code")} {node.GetProperty("name")} {Line(node)}"));
        Assert.Equal(expected, await Table(server, arguments));
    }

    // The same of the table that is downloaded, in the same words.
    private static async Task<IEnumerable<string>> Table(TestServer server, string arguments)
    {
        var filters = arguments.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(argument => argument.Replace(": ", "=", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal));
        var by = arguments.Contains("by:", StringComparison.Ordinal) ? "" : "&by=SERVICE";
        var rows = Tables.Csv(await server.Client.GetByteArrayAsync($"/data/serviceResult.csv?{string.Join('&', filters)}{by}"));
        return rows.Skip(1).Select(row =>
        {
            var cells = rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second);
            return string.Join(' ', Columns.Split(' ').Select(name => name switch
            {
                "declinedByReason" => $"[{cells[name].Replace("; ", ",", StringComparison.Ordinal)}]",
                "ratings" => $"[{string.Join(',', Enumerable.Range(1, 5).Select(score => cells[$"rated{score}"]))}]",
                _ => cells[name],
            }));
        });
    }

    // Lists as their items, each by its values.
    private static string Line(JsonElement figures) => string.Join(' ', figures.EnumerateObject()
        .Where(member => member.Name is not ("code" or "name"))
        .Select(member => member.Value.ValueKind == JsonValueKind.Array
            ? $"[{string.Join(',', member.Value.EnumerateArray().Select(item => string.Join('=', item.EnumerateObject().Select(part => part.Value))))}]"
            : $"{member.Value}"));
}
