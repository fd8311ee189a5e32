using System.Net;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Store;
using PublicApi.Catalogue;

namespace Ledger.Tests.Catalogue;

public sealed class CatalogueEndpointsTests(Cluster cluster)
{
    private const string Province = """{"name":"四川省中小企业服务平台","kind":"provincial","region_code":"510000","cluster_code":null,"hotline":"028-12345"}""";

    private const string Content = """
        {"name":"数字化培训","category_code":"DIGI","standard_code":"STD-DIGI","standard_version":1,"provider_id":"SC","nature":"market",
         "size_classes":["small"],"industry_codes":["35"],"region_codes":["510100"],"conditions":"","materials":[],"channels":["online"],
         "contact":"028-12345","feature_tags":[],"assured_on":"2026-01-05"}
        """;

    [Fact]
    public async Task A_service_is_published_and_changed_over_http()
    {
        await using var service = await TestServer.Start(cluster);
        await Taken(service, "/platforms/SC", Province);

        Assert.Equal((HttpStatusCode.NotFound, "NOT-FOUND"), await Post(service, "/services/DIGI-01/revise", $$"""{"content":{{Content}},"change_note":""}"""));
        await Taken(service, "/services/DIGI-01", $$"""{"content":{{Content}},"effective_from":"2026-01-05T08:00:00+08:00"}""");
        Assert.Equal((HttpStatusCode.Conflict, "EXISTS"), await Post(service, "/services/DIGI-01", $$"""{"content":{{Content}}}"""));
        await Taken(service, "/services/DIGI-01/revise", $$"""{"content":{{Content}},"change_note":"更名"}""");
        await Taken(service, "/services/DIGI-01/assure", """{"assured_on":"2026-01-05"}""");
        await Taken(service, "/services/DIGI-01/process", """
            {"steps":[{"step_code":"ACCEPT","name":"受理","responsible_role":"受理岗","limit_working_days":1,"inputs":[],"outputs":[]}],
             "referral_rule":"首接负责","complaint_path":"12345"}
            """);
        await Taken(service, "/services/DIGI-01/commitment", """
            {"accept_within_working_days":1,"first_contact_within_working_days":2,"complete_within_working_days":10,"quality":"","redress_contact":""}
            """);
        const string fee = """
            {"fee_item_code":"DIAG","unit":"次","min_fen":0,"max_fen":80000,"basis":"","small_micro_discount_basis_points":2000}
            """;
        await Taken(service, "/services/DIGI-01/fee-items", fee);
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "FEE-BAND"),
            await Post(service, "/services/DIGI-01/fee-items", fee.Replace("\"min_fen\":0", "\"min_fen\":80001", StringComparison.Ordinal)));
        await Taken(service, "/services/DIGI-01/fee-items/withdraw", """{"fee_item_code":"DIAG","reason_code":"ABOLISHED"}""");
        await Taken(service, "/services/DIGI-01/withdraw", """{"reason_code":"MERGED"}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INV-03"), await Post(service, "/services/DIGI-01/assure", """{"assured_on":"2026-01-06"}"""));
    }

    [Fact]
    public async Task The_province_publishes_what_ships_and_its_rules_over_http()
    {
        await using var service = await TestServer.Start(cluster);
        await Taken(service, "/platforms/SC", Province);

        foreach (var (name, file) in ShippedCatalogue.CodeLists)
        {
            await Taken(service, $"/code-lists/{name}", await File.ReadAllTextAsync(ShippedCatalogue.PathOf(file), TestContext.Current.CancellationToken));
        }

        foreach (var year in ShippedCatalogue.CalendarYears)
        {
            await Taken(service, $"/calendars/{year}", await File.ReadAllTextAsync(ShippedCatalogue.PathOf($"calendar-{year}.json"), TestContext.Current.CancellationToken));
        }

        const string standard = """
            {"name":"数字化服务规范","category_code":"DIGI","nature":null,"accept_within_working_days":2,"first_contact_within_working_days":3,
             "complete_within_working_days":20,"fee_cap_fen":null,"discount_minimum_basis_points":0}
            """;
        await Taken(service, "/standards/STD-DIGI", standard);
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "CATEGORY-UNKNOWN"),
            await Post(service, "/standards/STD-X", standard.Replace("DIGI", "NONE", StringComparison.Ordinal)));
        await Taken(service, "/regimes/default", """
            {"name_zh":"默认规则","name_en":"Default","document":"{}","legal_basis":"",
             "document_hash":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}
            """);
        await Taken(service, "/brands/main", """
            {"name_zh":"川企服务","name_en":"Sichuan SME Service","name_pattern":"","hotline":"12345",
             "manual_hash":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}
            """);
        await Taken(service, "/targets/2026", """{"kpi":"K1","target_value":200,"unit":"provider_count","basis":"讲话"}""");
    }

    private static async Task Taken(TestServer service, string path, string command) =>
        Assert.Equal((HttpStatusCode.OK, null), await Post(service, path, command));

    private static async Task<(HttpStatusCode, string?)> Post(TestServer service, string path, string command)
    {
        var reply = await service.Command(path, "SC", command);
        return (reply.Status, reply.Rule);
    }
}
