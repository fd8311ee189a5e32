using System.Text.Json;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;
using static Ledger.Tests.Disclosures.OfferQueriesTests;

namespace Ledger.Tests.Disclosures;

public sealed class RegistryQueriesTests(Cluster cluster)
{
    [Fact]
    public async Task A_platform_shows_who_it_is_and_when_it_was_open()
    {
        await using var server = await OfferedServices.Serve(cluster);
        AssertJson(
            """
            {"platform":{"code":"SC-510700","name":"绵阳窗口","kind":"comprehensive_window","regionCode":"510700","clusterCode":null,
            "hotline":"0816-1","phase":null,"plannedOpenOn":null,"openedOn":"2026-01-02","brandVersion":null,"brandAttestedAt":null,
            "registeredAt":"2026-01-01T04:00:00.000Z","status":"open","version":3,"statuses":[
            {"status":"open","effectiveFrom":"2026-01-02T04:00:00.000Z","reasonCode":null,"position":6},
            {"status":"suspended","effectiveFrom":"2026-01-20T04:00:00.000Z","reasonCode":"AUDIT","position":28}]},
            "later":{"status":"suspended"},"first":{"status":"registered"},"none":null}
            """,
            await server.Ask(
                """
                { platform(code: "SC-510700") { code name kind regionCode clusterCode hotline phase plannedOpenOn openedOn brandVersion
                    brandAttestedAt registeredAt status version statuses { status effectiveFrom reasonCode position } }
                  later: platform(code: "SC-510700", at: "2026-01-20T04:00:00Z") { status }
                  first: platform(code: "SC-510700", at: "2026-01-01T04:00:00Z") { status }
                  none: platform(code: "SC-999999") { code } }
                """));
    }

    [Fact]
    public async Task A_provider_shows_who_it_is_and_where_it_stands_in_the_alliance()
    {
        await using var server = await OfferedServices.Serve(cluster);
        AssertJson(
            """
            {"provider":{"code":"91510100MAX0X0X070","legalName":"某科技公司","kind":"enterprise","regionCode":"510100","countyCode":"510104",
            "categoryCodes":["DIGI"],"qualifications":["高新技术企业"],"ownerNode":"SC-510100","identityVerified":true,
            "identityVerifiedAt":"2026-01-03T04:00:00.000Z","status":"active","membership":"admitted","statuses":[],"memberships":[
            {"status":"applied","effectiveFrom":"2026-01-03T04:00:00.000Z"},{"status":"admitted","effectiveFrom":"2026-01-05T04:00:00.000Z"}]},
            "before":{"membership":"applied"}}
            """,
            await server.Ask(
                """
                { provider(code: "91510100MAX0X0X070") { code legalName kind regionCode countyCode categoryCodes qualifications ownerNode
                    identityVerified identityVerifiedAt status membership statuses { status } memberships { status effectiveFrom } }
                  before: provider(code: "91510100MAX0X0X070", at: "2026-01-04T04:00:00Z") { membership } }
                """));
    }

    private static readonly (string List, string Arguments, string Expected)[] Lists =
    [
        ("platforms", "", "SC SC-510100 SC-510700"),
        ("platforms", "filter: { kind: \"provincial\" }", "SC"),
        ("platforms", "filter: { region: \"510000\" }", "SC SC-510100 SC-510700"),
        ("platforms", "filter: { region: \"510700\" }", "SC-510700"),
        ("platforms", "filter: { status: \"suspended\" }", ""),
        ("platforms", "filter: { status: \"suspended\" }, at: \"2026-01-21T00:00:00Z\"", "SC-510700"),
        ("platforms", "filter: { status: \"registered\" }, at: \"2026-01-01T12:00:00+08:00\"", "SC-510700"),
        ("platforms", "at: \"2025-12-31T00:00:00Z\"", ""),
        ("providers", "", "91510100MAX0X0X070"),
        ("providers", "filter: { platform: \"SC-510100\", region: \"510100\", category: \"DIGI\", kind: \"enterprise\" }", "91510100MAX0X0X070"),
        ("providers", "filter: { platform: \"SC\" }", ""),
        ("providers", "filter: { category: \"LAW\" }", ""),
        ("providers", "filter: { status: \"active\", membership: \"admitted\" }", "91510100MAX0X0X070"),
        ("providers", "filter: { membership: \"admitted\" }, at: \"2026-01-04T00:00:00Z\"", ""),
    ];

    [Fact]
    public async Task Lists_are_filtered_at_the_instant()
    {
        await using var server = await OfferedServices.Serve(cluster);
        foreach (var (list, arguments, expected) in Lists)
        {
            var found = (await server.Ask($"{{ {list}(first: 9, {arguments}) {{ totalCount nodes {{ code }} }} }}")).GetProperty(list);
            var codes = found.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("code").GetString()).ToList();
            Assert.Equal($"{list} {arguments}: {expected}", $"{list} {arguments}: {string.Join(' ', codes)}");
            Assert.Equal(codes.Count, found.GetProperty("totalCount").GetInt64());
        }
    }

    [Fact]
    public async Task The_rows_of_a_view_are_canonical_lines()
    {
        await using var server = await OfferedServices.Serve(cluster);
        Assert.Equal(
            """
            {"code":"SC","hotline":"12345","kind":"provincial","name":"省平台","opened_on":"2026-01-01","region_code":"510000","registered_at":"2026-01-01T04:00:00.000Z","statuses":[{"effective_from":"2026-01-01T04:00:00.000Z","position":1,"status":"open"}],"version":2}
            """,
            (await server.Client.GetStringAsync("/data/rows/platform_view", TestContext.Current.CancellationToken)).Split('\n')[0]);
        Assert.Equal(
            """
            {"code":"FIN-01","version":2,"versions":[]}
            """,
            (await server.Client.GetStringAsync("/data/rows/process_view", TestContext.Current.CancellationToken)).Split('\n')[1]);
    }

    [Fact]
    public async Task The_regime_is_the_one_that_took_effect_last()
    {
        await using var server = await OfferedServices.Serve(cluster);
        AssertJson(
            """
            {"now":{"code":"strict","version":1,"nameZh":"严格规则","nameEn":"Strict","document":"{\"id\":\"strict\"}",
            "documentHash":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","legalBasis":"川办发〔2026〕1号",
            "resolutionId":"conference-2026-1/3","effectiveFrom":"2026-01-17T04:00:00.000Z","publishedAt":"2026-01-16T04:00:00.000Z","position":29},
            "before":{"code":"default","version":1},"later":{"code":"default","version":2},"none":null}
            """,
            await server.Ask(
                """
                { now: regime { code version nameZh nameEn document documentHash legalBasis resolutionId effectiveFrom publishedAt position }
                  before: regime(at: "2026-01-16T04:00:00Z") { code version } later: regime(at: "2026-01-24T04:00:00Z") { code version }
                  none: regime(at: "2026-01-01T00:00:00Z") { code } }
                """));
    }

    [Fact]
    public async Task Rates_count_the_active_services_at_the_instant()
    {
        await using var server = await OfferedServices.Serve(cluster);

        // On the 18th: DIGI-01 lacks its conditions; FIN-01 lacks process, price and acceptance clock; LAW-01 lacks none that is counted.
        Assert.Equal("3: 2/3 0.666667, 2/3 0.666667, 2/3 0.666667, 2/3 0.666667", await Rates(server, null, "network"));
        Assert.Equal(
            "SC-510100 2: 1/2 0.500000, 1/2 0.500000, 1/2 0.500000, 1/2 0.500000; SC-510700 1: 1/1 1.000000, 1/1 1.000000, 1/1 1.000000, 1/1 1.000000",
            await Rates(server, null, "byPlatform"));

        // On the 8th DIGI-01 was complete; on the 21st Mianyang is suspended; on the 1st nothing is in force.
        Assert.Equal("3: 3/3 1.000000, 2/3 0.666667, 2/3 0.666667, 2/3 0.666667", await Rates(server, 8, "network"));
        Assert.Equal("SC-510100 2: 1/2 0.500000, 1/2 0.500000, 1/2 0.500000, 1/2 0.500000", await Rates(server, 21, "byPlatform"));
        Assert.Equal("2: 1/2 0.500000, 1/2 0.500000, 1/2 0.500000, 1/2 0.500000", await Rates(server, 21, "network"));
        Assert.Equal("0: 0/0 , 0/0 , 0/0 , 0/0 ", await Rates(server, 1, "network"));
        Assert.Equal("", await Rates(server, 1, "byPlatform"));
    }

    private static async Task<string> Rates(TestServer server, int? day, string part)
    {
        const string Rate = "{ numerator denominator ratio }";
        var found = (await server.Ask(
            $$"""
            query ($at: DateTime) { disclosureRates(at: $at) { {{part}} { platform activeServices contentCompleteness {{Rate}}
              processDisclosureRate {{Rate}} feeDisclosureRate {{Rate}} commitmentDisclosureRate {{Rate}} } } }
            """,
            new { at = day is { } known ? OfferedServices.At(known).ToString("O", System.Globalization.CultureInfo.InvariantCulture) : null }))
            .GetProperty("disclosureRates").GetProperty(part);
        return found.ValueKind == JsonValueKind.Array ? string.Join("; ", found.EnumerateArray().Select(Line)) : Line(found);
    }

    private static readonly string[] RateNames =
        ["contentCompleteness", "processDisclosureRate", "feeDisclosureRate", "commitmentDisclosureRate"];

    private static string Line(JsonElement rates) => $"{rates.GetProperty("platform")} {rates.GetProperty("activeServices")}: ".TrimStart()
        + string.Join(", ", RateNames
            .Select(name => rates.GetProperty(name))
            .Select(rate => $"{rate.GetProperty("numerator")}/{rate.GetProperty("denominator")} {rate.GetProperty("ratio")}"));
}
