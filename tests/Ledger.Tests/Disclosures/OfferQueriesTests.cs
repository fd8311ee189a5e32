using System.Text.Json;
using Ledger.Tests.Feed;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Disclosures;

public sealed class OfferQueriesTests(Cluster cluster)
{
    [Fact]
    public async Task What_is_offered_is_what_was_in_force_at_the_instant()
    {
        await using var server = await OfferedServices.Serve(cluster);

        Assert.Equal("DIGI-01 1 数字化培训", await Contents(server, 4));
        Assert.Equal("DIGI-01 1 数字化培训, FIN-01 1 融资辅导, LAW-01 1 法律咨询", await Contents(server, 11));
        Assert.Equal("DIGI-01 2 数字化诊断, FIN-01 1 融资辅导, LAW-01 1 法律咨询", await Contents(server, 12));
        Assert.Equal("DIGI-01 2 数字化诊断, FIN-01 1 融资辅导", await Contents(server, 22));
        Assert.Equal("DIGI-01 3 数字化改造, FIN-01 1 融资辅导", await Contents(server, 25));
        Assert.Equal("", await Contents(server, 3));
    }

    [Fact]
    public async Task D1_has_every_required_field_and_names_the_empty_ones()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var found = await server.Ask(
            """
            { serviceContent(first: 1) { at totalCount pageInfo { hasNextPage } nodes {
              serviceCode serviceName platform platformName isActive providerName providerUscc assuredOn missing
              content { version name categoryCode standardCode standardVersion providerId nature sizeClasses industryCodes regionCodes
                conditions materials channels contact featureTags changeNote publishedAt effectiveFrom effectiveTo position } } } }
            """);
        AssertJson(
            """
            {"serviceContent":{"at":"2026-01-18T04:00:00.000Z","totalCount":3,"pageInfo":{"hasNextPage":true},"nodes":[{
            "serviceCode":"DIGI-01","serviceName":"数字化诊断","platform":"SC-510100","platformName":"成都窗口","isActive":true,
            "providerName":"某科技公司","providerUscc":"91510100MAX0X0X070","assuredOn":"2026-01-13","missing":["conditions"],
            "content":{"version":2,"name":"数字化诊断","categoryCode":"DIGI","standardCode":"STD-DIGI","standardVersion":1,
            "providerId":"91510100MAX0X0X070","nature":"market","sizeClasses":["micro","small"],"industryCodes":["35"],
            "regionCodes":["510100"],"conditions":"","materials":["营业执照"],"channels":["online","call"],"contact":"028-12345",
            "featureTags":["上门服务"],"changeNote":"更名","publishedAt":"2026-01-10T04:00:00.000Z",
            "effectiveFrom":"2026-01-12T04:00:00.000Z","effectiveTo":"2026-01-25T04:00:00.000Z","position":23}}]}}
            """,
            found);

        var earlier = await server.Ask(
            """
            { serviceContent(first: 3, at: "2026-01-12T11:59:59.999+08:00") { at nodes { assuredOn missing providerName providerUscc content { publishedAt } } } }
            """);
        AssertJson(
            """
            {"serviceContent":{"at":"2026-01-12T03:59:59.999Z","nodes":[
            {"assuredOn":"2026-01-03","missing":[],"providerName":"某科技公司","providerUscc":"91510100MAX0X0X070","content":{"publishedAt":"2026-01-03T04:00:00.000Z"}},
            {"assuredOn":"2026-01-03","missing":[],"providerName":"成都窗口","providerUscc":null,"content":{"publishedAt":"2026-01-06T04:00:00.000Z"}},
            {"assuredOn":"2026-01-03","missing":[],"providerName":"绵阳窗口","providerUscc":null,"content":{"publishedAt":"2026-01-06T04:00:00.000Z"}}]}}
            """,
            earlier);
    }

    [Fact]
    public async Task D2_to_D4_show_what_is_in_force_and_what_is_missing()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var found = await server.Ask(
            """
            { serviceProcess(first: 2) { nodes { serviceCode missing process { version referralRule complaintPath
                steps { stepCode name responsibleRole limitWorkingDays inputs outputs } } } }
              feeStandard(first: 3) { nodes { serviceCode nature missing items { feeItemCode version unit minFen minYuan maxFen maxYuan isFree
                basis smallMicroDiscountBasisPoints effectiveFrom effectiveTo missing } } }
              serviceCommitment(first: 3) { nodes { serviceCode missing commitment { acceptWithinWorkingDays firstContactWithinWorkingDays
                completeWithinWorkingDays quality redressContact } } } }
            """);
        AssertJson(
            """
            {"serviceProcess":{"nodes":[
              {"serviceCode":"DIGI-01","missing":[],"process":{"version":1,"referralRule":"首接负责","complaintPath":"12345","steps":[
                {"stepCode":"ACCEPT","name":"受理","responsibleRole":"受理岗","limitWorkingDays":1,"inputs":["申请表"],"outputs":["受理通知"]},
                {"stepCode":"DELIVER","name":"诊断","responsibleRole":"服务岗","limitWorkingDays":5,"inputs":["受理通知","生产数据"],"outputs":["诊断报告"]}]}},
              {"serviceCode":"FIN-01","missing":["process"],"process":null}]},
            "feeStandard":{"nodes":[
              {"serviceCode":"DIGI-01","nature":"market","missing":[],"items":[
                {"feeItemCode":"DIAG","version":2,"unit":"次","minFen":0,"minYuan":"0.00","maxFen":60000,"maxYuan":"600.00","isFree":false,
                 "basis":"川价〔2026〕2号","smallMicroDiscountBasisPoints":2000,"effectiveFrom":"2026-01-12T04:00:00.000Z","effectiveTo":null,"missing":[]}]},
              {"serviceCode":"FIN-01","nature":"discounted","missing":["fee_items"],"items":[]},
              {"serviceCode":"LAW-01","nature":"public_good","missing":[],"items":[
                {"feeItemCode":"FREE","version":1,"unit":"次","minFen":0,"minYuan":"0.00","maxFen":0,"maxYuan":"0.00","isFree":true,
                 "basis":"免费","smallMicroDiscountBasisPoints":0,"effectiveFrom":"2026-01-06T04:00:00.000Z","effectiveTo":null,"missing":[]}]}]},
            "serviceCommitment":{"nodes":[
              {"serviceCode":"DIGI-01","missing":[],"commitment":{"acceptWithinWorkingDays":1,"firstContactWithinWorkingDays":2,
                "completeWithinWorkingDays":10,"quality":"满意","redressContact":"12345"}},
              {"serviceCode":"FIN-01","missing":["accept_within_working_days"],"commitment":{"acceptWithinWorkingDays":0,
                "firstContactWithinWorkingDays":2,"completeWithinWorkingDays":10,"quality":"满意","redressContact":"12345"}},
              {"serviceCode":"LAW-01","missing":["quality"],"commitment":{"acceptWithinWorkingDays":1,"firstContactWithinWorkingDays":2,
                "completeWithinWorkingDays":5,"quality":"","redressContact":"12345"}}]}}
            """,
            found);

        // Before the 11th the travel fee was in force, without a basis; the diagnosis cost from 500.00 to 800.05 yuan.
        AssertJson(
            """
            {"feeStandard":{"nodes":[{"missing":["basis"],"items":[
              {"feeItemCode":"DIAG","minYuan":"500.00","maxYuan":"800.05","effectiveTo":"2026-01-12T04:00:00.000Z"},
              {"feeItemCode":"TRAVEL","minYuan":"1.00","maxYuan":"1.00","effectiveTo":"2026-01-11T04:00:00.000Z"}]}]}}
            """,
            await server.Ask(
                """
                { feeStandard(first: 1, at: "2026-01-10T04:00:00Z") { nodes { missing items { feeItemCode minYuan maxYuan effectiveTo } } } }
                """));
    }

    private static readonly (string Filter, string Expected)[] Filters =
    [
        ("platform: \"SC-510100\"", "DIGI-01 FIN-01"),
        ("provider: \"91510100MAX0X0X070\"", "DIGI-01"),
        ("provider: \"SC-510700\"", "LAW-01"),
        ("category: \"FIN\"", "FIN-01"),
        ("nature: \"public_good\"", "LAW-01"),
        ("serviceCode: \"LAW-01\"", "LAW-01"),
        ("region: \"510104\"", "DIGI-01 FIN-01"),
        ("region: \"510700\"", "FIN-01 LAW-01"),
        ("region: \"500000\"", ""),
        ("platform: \"SC-510100\", category: \"LAW\"", ""),
        ("category: \"'; DROP TABLE\"", ""),
    ];

    [Fact]
    public async Task A_filter_lets_through_what_it_says()
    {
        await using var server = await OfferedServices.Serve(cluster);
        foreach (var (filter, expected) in Filters)
        {
            foreach (var list in new[] { "serviceContent", "serviceProcess", "feeStandard", "serviceCommitment", "services" })
            {
                var found = (await server.Ask($"{{ {list}(first: 9, filter: {{ {filter} }}) {{ totalCount nodes {{ serviceCode }} }} }}")).GetProperty(list);
                var codes = found.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("serviceCode").GetString()).ToList();
                Assert.Equal($"{list} {filter}: {expected}", $"{list} {filter}: {string.Join(' ', codes)}");
                Assert.Equal(codes.Count, found.GetProperty("totalCount").GetInt64());
            }
        }
    }

    [Fact]
    public async Task A_service_shows_all_its_versions_also_after_its_withdrawal()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var found = await server.Ask(
            """
            { service(code: "LAW-01", at: "2026-01-23T00:00:00Z") { serviceName isActive withdrawnFrom content { version } versions { version effectiveTo } }
              digital: service(code: "DIGI-01") { content { version } versions { version effectiveFrom } allFeeItems { feeItemCode version } }
              none: service(code: "X") { serviceCode }
              services(first: 9, at: "2026-01-23T00:00:00Z") { nodes { serviceCode content { version } } } }
            """);
        AssertJson(
            """
            {"service":{"serviceName":"法律咨询","isActive":false,"withdrawnFrom":"2026-01-22T04:00:00.000Z","content":null,
              "versions":[{"version":1,"effectiveTo":"2026-01-22T04:00:00.000Z"}]},
            "digital":{"content":{"version":2},"versions":[{"version":1,"effectiveFrom":"2026-01-04T04:00:00.000Z"},
              {"version":2,"effectiveFrom":"2026-01-12T04:00:00.000Z"},{"version":3,"effectiveFrom":"2026-01-25T04:00:00.000Z"}],
              "allFeeItems":[{"feeItemCode":"DIAG","version":1},{"feeItemCode":"TRAVEL","version":1},{"feeItemCode":"DIAG","version":2}]},
            "none":null,
            "services":{"nodes":[{"serviceCode":"DIGI-01","content":{"version":2}},{"serviceCode":"FIN-01","content":{"version":1}},
              {"serviceCode":"LAW-01","content":null}]}}
            """,
            found);
    }

    [Fact]
    public async Task Pages_follow_on_each_other_and_cost_one_statement_each()
    {
        await using var server = await OfferedServices.Serve(cluster);
        var codes = new List<string>();
        using var reads = new StatementCount(server.Ledger.ConnectionString, "FROM views.service_view AS service");
        using var names = new StatementCount(server.Ledger.ConnectionString, "views.provider_view AS provider");
        for (string? after = null; codes.Count < 4;)
        {
            var page = (await server.Ask(
                """
                query ($after: String) { services(first: 1, after: $after) { edges { cursor node { serviceCode providerName process { version } } }
                  pageInfo { hasNextPage endCursor } } }
                """,
                new { after })).GetProperty("services");
            codes.Add(page.GetProperty("edges")[0].GetProperty("node").GetProperty("serviceCode").GetString()!);
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }

        Assert.Equal(["DIGI-01", "FIN-01", "LAW-01"], codes);
        Assert.Equal((3, 3), (reads.Count, names.Count));

        await server.Ask("{ services(first: 100) { totalCount nodes { serviceName platformName providerName versions { name } feeItems { maxYuan } } } }");
        Assert.Equal((5, 4), (reads.Count, names.Count));
    }

    private static readonly (string Query, string Code)[] Senseless =
    [
        ("{ services(first: 1, after: \"x\") { at } }", "BAD_ARGUMENT"),
        ("{ platforms(first: 1, after: \"MjAyNi0wMQ\") { at } }", "BAD_ARGUMENT"),
        ("{ serviceContent(first: 0) { at } }", "BAD_ARGUMENT"),
        ("{ feeStandard(first: 101) { at } }", "BAD_ARGUMENT"),
        ("{ serviceProcess { at } }", "BAD_ARGUMENT"),
        ("{ serviceCommitment(first: 1, at: \"yesterday\") { at } }", "ARGUMENTS_OF_CORRECT_TYPE"),
        ("{ serviceContent(first: 1, filter: { colour: \"red\" }) { at } }", "ARGUMENTS_OF_CORRECT_TYPE"),
    ];

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var server = await TestServer.Start(cluster);
        foreach (var (query, code) in Senseless)
        {
            var (status, found) = await server.Refusal(query);
            Assert.Equal((query, 400, code), (query, status, found));
        }
    }

    [Fact]
    public async Task An_empty_log_offers_nothing()
    {
        await using var server = await TestServer.Start(cluster);
        AssertJson(
            """
            {"services":{"at":null,"totalCount":0,"nodes":[]},"platforms":{"at":null,"totalCount":0,"nodes":[]},"regime":null,
            "disclosureRates":{"at":null,"network":{"activeServices":0,"contentCompleteness":{"numerator":0,"denominator":0,"ratio":null}},"byPlatform":[]}}
            """,
            await server.Ask(
                """
                { services(first: 1) { at totalCount nodes { serviceCode } } platforms(first: 1) { at totalCount nodes { code } } regime { code }
                  disclosureRates { at network { activeServices contentCompleteness { numerator denominator ratio } } byPlatform { platform } } }
                """));
    }

    private static async Task<string> Contents(TestServer server, int day)
    {
        var found = await server.Ask(
            "query ($at: DateTime) { serviceContent(first: 100, at: $at) { nodes { serviceCode content { version name } } } }",
            new { at = OfferedServices.At(day).ToString("O", System.Globalization.CultureInfo.InvariantCulture) });
        return string.Join(", ", found.GetProperty("serviceContent").GetProperty("nodes").EnumerateArray().Select(node =>
            $"{node.GetProperty("serviceCode")} {node.GetProperty("content").GetProperty("version")} {node.GetProperty("content").GetProperty("name")}"));
    }

    internal static void AssertJson(string expected, JsonElement found)
    {
        using var parsed = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(parsed.RootElement, found), found.GetRawText());
    }
}
