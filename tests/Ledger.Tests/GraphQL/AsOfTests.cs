using System.Text.Json;
using Ledger.Tests.Auditor;
using Ledger.Tests.Disclosures;
using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class AsOfTests(Cluster cluster)
{
    // Everything that takes asOf, each with all of its lists. "_" stands for the argument.
    private const string Everything =
        """
        query Q($from: String) {
          ledger_ { treeSize rootHash }
          cases(first: 70_) { totalCount pageInfo { endCursor hasPreviousPage } nodes { caseId status stage service { code name } category platform
            ownerNode providerId regionCode channel nature requestedAt month acceptedAt completedAt durationMs outcomeCode hops reopened score
            chargedFen paidFen refundedFen waivedFen version timeline(first: 15) { position } } }
          delivered: cases(last: 3, filter: { status: CLOSED }_) { totalCount nodes { caseId } }
          serviceResults(from: $from_) { ...F byService { serviceCode serviceName ...G } byMonth { month ...H } }
          entries(last: 2_) { totalCount nodes { position } pageInfo { hasNextPage } }
        }
        fragment F on ServiceResults { received accepted declined withdrawn referred closed open reopened timed negativeDurations medianHours p90Hours meanHours }
        fragment G on ServiceResultsOfService { received accepted open closed timed medianHours meanHours sharesWithin { count of } }
        fragment H on ServiceResultsOfMonth { received accepted open closed timed medianHours p90Hours }
        """;

    private const string Registry =
        """
        query R {
          platforms(first: 9_) { at totalCount nodes { code name kind regionCode clusterCode hotline phase status brandVersion version
            statuses { status effectiveFrom reasonCode position } } }
          suspended: platforms(first: 9, filter: { status: "suspended" }_) { nodes { code } }
          providers(first: 9_) { totalCount nodes { code legalName kind status membership version memberships { status position } } }
          services(first: 9_) { totalCount nodes { serviceCode platform isActive providerName assuredOn withdrawnFrom content { name version }
            versions { version effectiveFrom effectiveTo position } processes { version } commitments { version effectiveTo }
            allFeeItems { feeItemCode version effectiveTo } feeItems { feeItemCode maxFen } } }
        }
        """;

    private const string Offers =
        """
        query O {
          serviceContent(last: 2_) { totalCount nodes { serviceCode missing content { version conditions } } }
          serviceProcess(first: 9_) { nodes { serviceCode missing process { version } } }
          feeStandard(first: 9_) { nodes { serviceCode missing items { feeItemCode minYuan } } }
          serviceCommitment(first: 9_) { nodes { serviceCode missing commitment { version } } }
          disclosureRates_ { network { activeServices contentCompleteness { numerator } feeDisclosureRate { numerator denominator } } }
          regime_ { code version nameZh position effectiveTo }
          platform(code: "1"_) { code version } provider(code: "1"_) { code version } service(code: "1"_) { serviceCode isActive }
        }
        """;

    // What cases are about is put right by later accounts of them.
    private const string Log =
        """
        query L {
          ofRegion: entries(first: 50, region: "1"_) { nodes { position } pageInfo { hasNextPage hasPreviousPage endCursor } }
          some: entries(last: 7, region: "2", types: ["request.submitted", "request.amended"]_) { nodes { position } pageInfo { hasPreviousPage startCursor } }
          ofService: entries(first: 50, service: "SNOW"_) { nodes { position } }
        }
        """;

    [Fact]
    public async Task What_is_told_as_of_a_state_is_what_was_told_when_the_ledger_was_in_it()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var server = await TestServer.Start(cluster);
        var history = new RandomHistory(server.Ledger, random);
        var catalogue = new RandomCatalogue(server.Ledger, random);
        var told = new Dictionary<long, string[]>();
        for (var step = 0; step < 30; step++)
        {
            for (var i = 0; i < 8; i++)
            {
                await (random.Next(2) == 0 ? history.Step() : catalogue.Step());
            }

            await server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
            var now = await server.Ask(At(Everything, null));
            told[now.GetProperty("ledger").GetProperty("treeSize").GetInt64()] =
                [now.GetRawText(), .. await Task.WhenAll(new[] { Registry, Offers, Log }.Select(async query => (await server.Ask(At(query, null))).GetRawText()))];
        }

        foreach (var (size, answers) in told)
        {
            foreach (var (query, answer) in new[] { Everything, Registry, Offers, Log }.Zip(answers))
            {
                Assert.Equal((seed, size, answer), (seed, size, (await server.Ask(At(query, size))).GetRawText()));
            }
        }

        await AssertCases(server, told.Keys);
    }

    [Fact]
    public async Task A_day_or_an_instant_names_the_state_with_what_was_recorded_by_then()
    {
        await using var server = await OfferedServices.Serve(cluster);
        (string State, int Size)[] expected =
        [
            ("day: \"2025-12-31\"", 0), ("day: \"2026-01-01\"", 6), ("day: \"2026-01-05\"", 17), ("day: \"2026-01-06\"", 23), ("day: \"2026-01-09\"", 23),
            ("time: \"2026-01-06T03:59:59.999Z\"", 17), ("time: \"2026-01-06T12:00:00+08:00\"", 23), ("treeSize: 17", 17), ("treeSize: 0", 0),
        ];
        foreach (var (state, size) in expected)
        {
            var found = await server.Ask($"{{ ledger(asOf: {{ {state} }}) {{ treeSize }} }}");
            Assert.Equal((state, size), (state, found.GetProperty("ledger").GetProperty("treeSize").GetInt32()));
        }

        // On the 9th nobody knew of the revision that was published on the 10th for the 12th.
        OfferQueriesTests.AssertJson(
            """
            {"then":{"at":"2026-01-12T04:00:00.000Z","nodes":[{"content":{"version":1}}]},
             "now":{"at":"2026-01-12T04:00:00.000Z","nodes":[{"content":{"version":2}}]},
             "newest":{"at":"2026-01-06T04:00:00.000Z"}}
            """,
            await server.Ask(
                """
                { then: serviceContent(first: 1, at: "2026-01-12T04:00:00Z", asOf: { day: "2026-01-09" }) { at nodes { content { version } } }
                  now: serviceContent(first: 1, at: "2026-01-12T04:00:00Z") { at nodes { content { version } } }
                  newest: serviceContent(first: 1, asOf: { day: "2026-01-09" }) { at } }
                """));
    }

    [Fact]
    public async Task A_state_that_never_was_is_refused_and_so_are_more_than_a_few()
    {
        await using var server = await OfferedServices.Serve(cluster);
        (string Query, int Status, string Code)[] refused =
        [
            ("{ ledger(asOf: { treeSize: 1000 }) { treeSize } }", 200, "NO_SUCH_STATE"),
            ("{ ledger(asOf: { treeSize: -1 }) { treeSize } }", 400, "BAD_ARGUMENT"),
            ("{ ledger(asOf: { }) { treeSize } }", 400, "BAD_ARGUMENT"),
            ("{ ledger(asOf: { treeSize: 1, day: \"2026-01-01\" }) { treeSize } }", 400, "BAD_ARGUMENT"),
            ("{ ledger(asOf: { day: \"2026-02-30\" }) { treeSize } }", 400, "BAD_ARGUMENT"),
            ("{ ledger(asOf: { day: \"9999-12-31\" }) { treeSize } }", 400, "BAD_ARGUMENT"),
            ("{ " + string.Concat(Enumerable.Range(1, 4).Select(i => $"a{i}: entries(first: 1, region: \"510100\", asOf: {{ treeSize: 1 }}) {{ totalCount }} ")) + "}", 400, "COMPLEXITY"),
            ("{ " + string.Concat(Enumerable.Range(1, 4).Select(i => $"a{i}: cases(first: 1, asOf: {{ treeSize: {i} }}) {{ totalCount }} ")) + "}", 200, "LIMIT_EXCEEDED"),
        ];
        foreach (var (query, status, code) in refused)
        {
            Assert.Equal((query, status, code), (query, (await server.Refusal(query)).Status, (await server.Refusal(query)).Code));
        }
    }

    private static async Task AssertCases(TestServer server, IEnumerable<long> sizes)
    {
        var ids = (await server.Ask("{ cases(first: 100) { nodes { caseId } } }")).GetProperty("cases").GetProperty("nodes").EnumerateArray()
            .Select(node => node.GetProperty("caseId").GetString()!).Take(12).ToList();
        const string One = "query ($id: ID!, $size: Long!) { case(id: $id, asOf: { treeSize: $size }) { caseId version stage } }";
        const string All = "query ($size: Long!) { cases(first: 100, asOf: { treeSize: $size }) { nodes { caseId version stage } } }";
        foreach (var size in sizes.Where((_, i) => i % 7 == 0))
        {
            var then = (await server.Ask(All, new { size })).GetProperty("cases").GetProperty("nodes").EnumerateArray()
                .ToDictionary(node => node.GetProperty("caseId").GetString()!, node => node.GetRawText());
            foreach (var id in ids)
            {
                var one = (await server.Ask(One, new { id, size })).GetProperty("case");
                Assert.Equal(then.GetValueOrDefault(id, "null"), one.ValueKind == JsonValueKind.Null ? "null" : one.GetRawText());
            }
        }
    }

    private static string At(string query, long? size)
    {
        var alone = size is null ? "" : $"(asOf: {{ treeSize: {size} }})";
        return query
            .Replace("ledger_", $"ledger{alone}", StringComparison.Ordinal)
            .Replace("Rates_", $"Rates{alone}", StringComparison.Ordinal)
            .Replace("regime_", $"regime{alone}", StringComparison.Ordinal)
            .Replace("_", size is null ? "" : $", asOf: {{ treeSize: {size} }}", StringComparison.Ordinal);
    }
}
