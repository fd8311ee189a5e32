
namespace Ledger.Tests.Exports;

/// <summary>The tables of the registry and the catalogue, held against GraphQL.</summary>
public sealed class OfferedTableTests(OfferedNetwork offered) : IClassFixture<OfferedNetwork>
{
    private const string Content =
        "version: content.version, publishedAt: content.publishedAt, effectiveFrom: content.effectiveFrom, effectiveTo: content.effectiveTo, position: content.position, "
        + "categoryCode: content.categoryCode, standardCode: content.standardCode, standardVersion: content.standardVersion, providerId: content.providerId, "
        + "nature: content.nature, sizeClasses: content.sizeClasses, industryCodes: content.industryCodes, regionCodes: content.regionCodes, "
        + "conditions: content.conditions, materials: content.materials, channels: content.channels, contact: content.contact, "
        + "featureTags: content.featureTags, changeNote: content.changeNote, ";

    private const string Service = "serviceCode, serviceName, platform, platformName, isActive, ";

    [Fact]
    public async Task Every_table_is_a_list_of_GraphQL_and_takes_the_same_filters()
    {
        var schema = await offered.Server.Ask(
            "{ __type(name: \"Query\") { fields { name args { name type { name inputFields { name } ofType { name } } } } } }");
        var fields = schema.GetProperty("__type").GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);
        foreach (var table in await offered.Server.Exported())
        {
            var name = table.GetProperty("name").GetString()!;
            var arguments = fields[name].GetProperty("args").EnumerateArray().SelectMany(argument =>
                argument.GetProperty("name").GetString() == "filter"
                    ? argument.GetProperty("type").GetProperty("inputFields").EnumerateArray().Select(field => field.GetProperty("name").GetString()!)
                    : [argument.GetProperty("name").GetString()!]).Except(["first", "after", "last", "before"]);
            Assert.Equal((name, string.Join(' ', arguments.Order(StringComparer.Ordinal))), (name, string.Join(' ',
                table.GetProperty("filters").EnumerateArray().Select(filter => filter.GetString()).Order(StringComparer.Ordinal))));
        }
    }

    [Theory]
    [InlineData("platforms",
        "code, name, kind, regionCode, clusterCode, hotline, phase, plannedOpenOn, openedOn, brandVersion, brandAttestedAt, registeredAt, status, version")]
    [InlineData("providers",
        "code, legalName, kind, regionCode, countyCode, categoryCodes, qualifications, ownerNode, registeredAt, identityVerifiedAt, status, membership, version")]
    [InlineData("services", Service + Content + "providerName, assuredOn, withdrawnFrom")]
    [InlineData("serviceContent", Service + Content + "providerName, providerUscc, assuredOn, missing")]
    [InlineData("serviceCommitment",
        Service + "version: commitment.version, publishedAt: commitment.publishedAt, effectiveFrom: commitment.effectiveFrom, effectiveTo: commitment.effectiveTo, "
        + "position: commitment.position, acceptWithinWorkingDays: commitment.acceptWithinWorkingDays, "
        + "firstContactWithinWorkingDays: commitment.firstContactWithinWorkingDays, completeWithinWorkingDays: commitment.completeWithinWorkingDays, "
        + "quality: commitment.quality, redressContact: commitment.redressContact, missing")]
    public Task A_row_of_a_table_says_what_GraphQL_says(string table, string columns) => offered.Server.AssertSame(table, "", parts: null, columns);

    // On the 10th the first price of the one service is of its first version, the second one names no basis, and another service has none.
    [Theory]
    [InlineData("serviceProcess", "process.steps",
        Service + "version: process.version, publishedAt: process.publishedAt, effectiveFrom: process.effectiveFrom, effectiveTo: process.effectiveTo, "
        + "position: process.position, step: #, stepCode: process.steps.stepCode, name: process.steps.name, responsibleRole: process.steps.responsibleRole, "
        + "limitWorkingDays: process.steps.limitWorkingDays, inputs: process.steps.inputs, outputs: process.steps.outputs, "
        + "referralRule: process.referralRule, complaintPath: process.complaintPath, missing")]
    [InlineData("feeStandard", "items",
        Service + "nature, version: items.version, publishedAt: items.publishedAt, effectiveFrom: items.effectiveFrom, effectiveTo: items.effectiveTo, "
        + "position: items.position, feeItemCode: items.feeItemCode, unit: items.unit, minFen: items.minFen, maxFen: items.maxFen, isFree: items.isFree, "
        + "basis: items.basis, smallMicroDiscountBasisPoints: items.smallMicroDiscountBasisPoints, missing: items.missing|missing")]
    public async Task A_row_a_step_or_a_price_says_what_GraphQL_says(string table, string parts, string columns)
    {
        await offered.Server.AssertSame(table, "", parts, columns);
        await offered.Server.AssertSame(table, "at=2026-01-10T04:00:00Z", parts, columns);
    }

    [Fact]
    public async Task A_row_says_what_it_should()
    {
        var server = offered.Server;
        var rows = Tables.Csv(await server.Client.GetByteArrayAsync("/data/serviceContent.csv?serviceCode=DIGI-01"));
        Assert.Equal(
            [
                "DIGI-01", "数字化诊断", "SC-510100", "成都窗口", "true", "2", "2026-01-10T04:00:00.000Z", "2026-01-12T04:00:00.000Z",
                "2026-01-25T04:00:00.000Z", "23", "DIGI", "STD-DIGI", "1", "91510100MAX0X0X070", "market", "micro; small", "35", "510100", "",
                "营业执照", "online; call", "028-12345", "上门服务", "更名", "某科技公司", "91510100MAX0X0X070", "2026-01-13", "conditions",
            ],
            Assert.Single(rows.Skip(1)));

        // A service without a process has a row all the same, and says what it lacks.
        var steps = Tables.Csv(await server.Client.GetByteArrayAsync("/data/serviceProcess.csv"));
        Assert.Equal(
            ["DIGI-01 1 ACCEPT 受理岗 1 申请表 受理通知 ", "DIGI-01 2 DELIVER 服务岗 5 受理通知; 生产数据 诊断报告 ", "FIN-01       process", "LAW-01 1 ACCEPT 受理岗 1 申请表 受理通知 "],
            steps.Skip(1).Select(row => $"{row[0]} {row[10]} {row[11]} {row[13]} {row[14]} {row[15]} {row[16]} {row[19]}"));

        // Before the 11th a second price was in force, which names no basis.
        var prices = Tables.Csv(await server.Client.GetByteArrayAsync("/data/feeStandard.csv?at=2026-01-10T04:00:00Z&heads=zh"));
        Assert.Equal(["服务代码", "服务名称", "发布平台编码"], prices[0][..3]);
        Assert.Equal(
            ["DIGI-01 DIAG 50000 80005 false ", "DIGI-01 TRAVEL 100 100 false basis", "FIN-01     fee_items", "LAW-01 FREE 0 0 true "],
            prices.Skip(1).Select(row => $"{row[0]} {row[11]} {row[13]} {row[14]} {row[15]} {row[18]}"));
    }

    [Theory]
    [InlineData("services", "")]
    [InlineData("services", "platform=SC-510100")]
    [InlineData("services", "at=2026-01-04T04:00:00Z")]
    [InlineData("serviceContent", "category=FIN")]
    [InlineData("serviceContent", "region=510104")]
    [InlineData("serviceContent", "provider=91510100MAX0X0X070&nature=market")]
    [InlineData("serviceCommitment", "nature=public_good&at=2026-01-22T12:00:00%2B08:00")]
    public async Task Filters_let_through_what_they_let_through_in_GraphQL(string view, string filters)
    {
        var server = offered.Server;
        var pairs = filters.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToList();
        var filter = string.Join(", ", pairs.Where(pair => pair[0] != "at").Select(pair => $"{pair[0]}: \"{pair[1]}\""));
        var at = pairs.SingleOrDefault(pair => pair[0] == "at") is { } instant ? $", at: \"{Uri.UnescapeDataString(instant[1])}\"" : "";
        var answer = await server.Ask($"{{ {view}(first: 100, filter: {{ {filter} }}{at}) {{ nodes {{ serviceCode }} }} }}");
        var expected = answer.GetProperty(view).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("serviceCode").GetString());

        var found = Tables.Lines(await server.Client.GetByteArrayAsync($"/data/{view}.jsonl?{filters}"));

        Assert.Equal(expected, found.Select(row => row.GetProperty("serviceCode").GetString()));
    }
}
