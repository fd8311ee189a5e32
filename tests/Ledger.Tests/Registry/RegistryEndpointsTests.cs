using System.Net;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Store;

namespace Ledger.Tests.Registry;

/// <summary>Every endpoint of the registry's other areas answers; the rules behind them have tests of their own.</summary>
public sealed class RegistryEndpointsTests(Cluster cluster)
{
    private const string Hash = World.Hash;

    private static readonly string Platform =
        """{"name":"四川","kind":"provincial","region_code":"510000","cluster_code":null,"hotline":"12345"}""";

    private static readonly string Provider =
        """
        {"legal_name":"某咨询公司","kind":"enterprise","region_code":"510700","county_code":null,"category_codes":["TRAIN"],
        "qualifications":[],"uscc_override_reason":null,"uscc_override_evidence_hash":null,"legal_representative":"canary"}
        """;

    [Fact]
    public async Task A_plan_is_adopted_and_a_platform_changed()
    {
        await using var service = await TestServer.Start(cluster);
        await Accepted(service, "/platforms/SC", Platform);

        await Accepted(service, "/plans/SC", """{"phases":[{"phase":1,"year":2011,"provincial_platforms":1,"window_platforms":11}],"basis":"方案"}""");
        await Accepted(service, "/platforms/SC/hotline", """{"hotline":"028-12345"}""");
        await Accepted(service, "/platforms/SC/branding", $$"""{"brand_version":1,"image_hash":"{{Hash}}"}""");
    }

    [Fact]
    public async Task A_provider_goes_its_way_through_the_alliance()
    {
        await using var service = await TestServer.Start(cluster);
        await Accepted(service, "/platforms/SC", Platform);
        const string Mine = "/providers/91510700MAX0X0X07Y";
        const string Other = "/providers/91440101MA5CJQ4N59";

        await Accepted(service, Mine, Provider);
        await Accepted(service, Other, Provider);
        await Refused(service, "/providers/91510700MAX0X0X070", Provider, HttpStatusCode.UnprocessableEntity, "USCC-CHECK");
        await Refused(service, Mine, Provider, HttpStatusCode.Conflict, "EXISTS");
        await Accepted(service, Mine + "/apply", $$"""{"evidence_hash":"{{Hash}}"}""", by: "91510700MAX0X0X07Y");
        await Refused(
            service, Mine + "/admit", """{"decision_code":"R-1","effective_from":null}""",
            HttpStatusCode.UnprocessableEntity, "PROVIDER-UNVERIFIED");
        await Accepted(service, Mine + "/verify", $$"""{"method":"licence","evidence_hash":"{{Hash}}"}""");
        await Accepted(service, Mine + "/decline", """{"reason_code":"R"}""");
        await Accepted(service, Mine + "/apply", $$"""{"evidence_hash":"{{Hash}}"}""");
        await Accepted(service, Mine + "/admit", """{"decision_code":"R-1","effective_from":null}""");
        await Accepted(service, Mine + "/integrate", """{"from_providers":["91440101MA5CJQ4N59"],"reason_code":"MERGER"}""");
        await Accepted(service, Mine + "/interactions", """{"with":"SC","kind":"EXCHANGE"}""");
        await Accepted(service, Mine + "/suspend", """{"reason_code":"R","effective_from":null}""");
        await Accepted(service, Mine + "/reinstate", """{"reason_code":"R","effective_from":null}""");
        await Accepted(service, Mine + "/exit", """{"reason_code":"R","effective_from":"2099-01-01T00:00:00+08:00"}""");
        await Accepted(service, Mine + "/expel", """{"reason_code":"R","effective_from":null}""");
        await Accepted(service, Mine + "/status", """{"status":"revoked","effective_from":null,"reason_code":"R"}""");
        Assert.Equal(2, await service.Ledger.Count("journal.mt_events WHERE data::text LIKE '%某咨询公司%'"));
        Assert.Equal(0, await service.Ledger.Count("journal.mt_events WHERE data::text LIKE '%canary%'"));
    }

    [Fact]
    public async Task An_agreement_is_signed_amended_and_ended()
    {
        await using var service = await TestServer.Start(cluster);
        await Accepted(service, "/platforms/SC", Platform);
        await Accepted(service, "/providers/91510700MAX0X0X07Y", Provider);

        await Accepted(
            service, "/agreements/JSA-1",
            $$"""{"parties":["SC","91510700MAX0X0X07Y"],"category_codes":[],"in_force_from":"2099-01-01T00:00:00Z","in_force_to":null,"text_hash":"{{Hash}}"}""");
        await Accepted(
            service, "/agreements/JSA-1/amend",
            $$"""{"category_codes":["TRAIN"],"in_force_to":"2099-06-01T00:00:00Z","text_hash":"{{Hash}}","reason_code":"SCOPE"}""");
        await Accepted(service, "/agreements/JSA-1/terminate", """{"effective_from":null,"reason_code":"BREACH"}""", by: "91510700MAX0X0X07Y");
        await Refused(
            service, "/agreements/JSA-2/terminate", """{"effective_from":null,"reason_code":"BREACH"}""", HttpStatusCode.NotFound, "NOT-FOUND");
    }

    [Fact]
    public async Task An_enterprise_is_registered_and_classified_and_its_values_stay_out_of_the_events()
    {
        await using var service = await TestServer.Start(cluster);
        await Accepted(service, "/platforms/SC", Platform);
        var path = $"/enterprises/{Guid.NewGuid()}";

        await Accepted(
            service, path,
            """
            {"uscc":"91510700MAX0X0X07Y","name":"canary","county_code":"510703","region_code":"510700","is_sole_trader":false,
            "size_class":"small","industry_code":"35","uscc_override_reason":null,"uscc_override_evidence_hash":null}
            """);
        await Accepted(service, path + "/size", """{"industry":"IND","employees":"301","revenue_fen":"2000000000","assets_fen":null}""");
        await Refused(
            service, "/enterprises/91510700MAX0X0X07Y/size", """{"industry":"IND","employees":null,"revenue_fen":null,"assets_fen":null}""",
            HttpStatusCode.NotFound, "NOT-FOUND");

        Assert.Equal(0, await service.Ledger.Count(
            "journal.mt_events WHERE stream_id LIKE 'enterprise-%' AND data::text ~ 'canary|91510700MAX0X0X07Y|510703|2000000000'"));
        Assert.Equal(2, await service.Ledger.Count("journal.mt_events WHERE stream_id LIKE 'enterprise-%' AND data::text LIKE '%size_class%'"));
    }

    private static async Task Accepted(TestServer service, string path, string command, string by = "SC")
    {
        var reply = await service.Command(path, by, command);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{path}: {reply.Body}");
    }

    private static async Task Refused(TestServer service, string path, string command, HttpStatusCode status, string rule)
    {
        var reply = await service.Command(path, "SC", command);
        Assert.Equal((status, rule), (reply.Status, reply.Rule));
    }
}
