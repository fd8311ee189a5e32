using System.Net;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Store;

namespace Ledger.Tests.Governance;

/// <summary>Every area's commands through the service, each with one that a rule refuses.</summary>
public sealed class GovernanceEndpointsTests(Cluster cluster)
{
    private const string Window = "SC-510700";
    private const string Seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string SeedCommitment = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";
    private const string Hash = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

    private const string Scores =
        """[{"indicator":"STAFF","score_centi":9000},{"indicator":"VOLUME","score_centi":8000},{"indicator":"QUALITY","score_centi":7000}]""";

    private const string Scheme =
        """
        {"scheme_id":"S-1","pass_centi":6000,"indicators":[
         {"dimension":"internal_construction","code":"STAFF","name":"人员","weight_bp":2000},
         {"dimension":"service_performance","code":"VOLUME","name":"服务量","weight_bp":3000},
         {"dimension":"service_quality","code":"QUALITY","name":"质量","weight_bp":5000}]}
        """;

    // Path, node, command and the rule that refuses it, in the order of sending.
    private static readonly (string Path, string Node, string Command, string? Rule)[] Story =
    [
        ("/reports/SC-510700-202501", Window, """{"figures":[{"code":"SERVICES","value":3}],"progress":"p","experience":null,"problems":null,"suggestions":null,"reporter_role":"operator","as_of_size":2}""", null),
        ("/reports/SC-510700-202501/amend", Window, """{"figures":[{"code":"SERVICES","value":4}],"reason_code":"RECOUNT","as_of_size":2}""", null),
        ("/reports/SC-510700-202501/certify", "SC", """{"revision":1}""", "FIELD-REVISION"),
        ("/reports/SC-510700-202501/certify", "SC", """{"revision":2}""", null),
        ("/reports/SC-510700-202501/zero-activity", Window, """{"reporter_role":"operator"}""", "INV-03"),
        ("/reports/SC-510700-202412/overdue", "SC", """{"due_on":"2025-01-05"}""", null),
        ("/funds/F-1", "SC", """{"source":"财政厅","amount_fen":1000,"purpose_codes":["BUILDING"],"year":2026}""", null),
        ("/funds/F-1/commit", "SC", """{"source":"财政厅","amount_fen":100}""", null),
        ("/funds/F-1/receive", "SC", """{"source":"财政厅","amount_fen":101,"received_on":"2025-01-05"}""", "FUND-RECEIVED"),
        ("/funds/F-1/receive", "SC", """{"source":"财政厅","amount_fen":100,"received_on":"2025-01-05"}""", null),
        ("/funds/F-1/allocate", "SC", """{"to_node":"SC-510700","purpose_code":"BUILDING","amount_fen":90}""", null),
        ("/funds/F-1/spend", Window, $$"""{"spending_node":"SC-510700","purpose_code":"BUILDING","project_code":"HALL","amount_fen":20,"voucher_hash":"{{Hash}}"}""", null),
        ("/funds/F-1/return", "SC", """{"from_node":null,"source":"财政厅","amount_fen":10,"reason_code":"UNUSED"}""", null),
        ("/funds/F-1/order-recovery", "SC", """{"from_node":"SC-510700","amount_fen":30,"reason_code":"MISUSE","consequence_id":"C-3"}""", null),
        ("/funds/F-1/recover", "SC", """{"from_node":"SC-510700","amount_fen":30,"recovered_on":"2025-01-05"}""", null),
        ("/inspections/I-1", "SC", $$"""{"scope":"资金","method":"random","population":["SC-510700","SC-510100"],"sample_size":1,"seed_commitment":"{{SeedCommitment}}"}""", null),
        ("/inspections/I-1/sample", "SC", $$"""{"seed":"{{Hash}}","subjects":null}""", "INSPECTION-SEED"),
        ("/inspections/I-1/sample", "SC", $$"""{"seed":"{{Seed}}","subjects":null}""", null),
        ("/inspections/I-1/findings", "SC", """{"subject":"SC-510100","severity":"major","finding_code":"NO_VOUCHER","detail":"secret words"}""", null),
        ("/inspections/I-1/rectify", "SC", $$"""{"finding_no":1,"evidence_hash":"{{Hash}}"}""", null),
        ("/inspections/I-1/close", "SC", $$"""{"seed":"{{Seed}}"}""", null),
        ("/assessments/2026", "SC", Scheme, null),
        ("/assessments/2026/conduct", "SC", $$"""{"subject":"SC-510700","scores":{{Scores}},"as_of_size":2}""", null),
        ("/assessments/2026/conduct", "SC", $$"""{"subject":"SC-510700","scores":{{Scores}},"as_of_size":2}""", "EXISTS"),
        ("/assessments/2026/publish", "SC", """{"as_of_size":2}""", null),
        ("/assessments/2026/appeal", Window, """{"subject":"SC-510700","grounds":"secret words"}""", null),
        ("/assessments/2026/decide-appeal", "SC", """{"appeal_no":1,"upheld":false,"reason_code":"UNFOUNDED","scores":null}""", null),
        ("/consequences/C-1/incentive", "SC", """{"subject":"SC-510700","basis_kind":"assessment","basis_key":"2026","amount_fen":5,"reason_code":"GOOD","fund_id":"F-1"}""", null),
        ("/consequences/C-2/sanction", "SC", """{"subject":"SC-510700","basis_kind":"inspection","basis_key":"I-1","measure_code":"WARNING","amount_fen":null,"reason_code":"LATE"}""", null),
        ("/consequences/C-3/revocation", "SC", """{"subject":"SC-510700","project_code":"HALL","basis_kind":"inspection","basis_key":"I-1","amount_fen":30,"reason_code":"MISUSE","fund_id":null}""", "FIELD-FUND-ID"),
        ("/consequences/C-3/revocation", "SC", """{"subject":"SC-510700","project_code":"HALL","basis_kind":"inspection","basis_key":"I-1","amount_fen":30,"reason_code":"MISUSE","fund_id":"F-1"}""", null),
        ("/demonstrations/SC-510700", "SC", """{"level":"provincial","valid_from":"2025-01-05","valid_to":"2999-01-04","basis_code":"N-1"}""", null),
        ("/demonstrations/SC-510700/review", "SC", """{"level":"provincial","passed":false,"valid_to":null,"basis_code":"R-1"}""", null),
        ("/demonstrations/SC-510700/revoke", "SC", """{"level":"national","reason_code":"FRAUD"}""", "INV-03"),
        ("/demonstrations/SC-510700/revoke", "SC", """{"level":"provincial","reason_code":"FRAUD"}""", null),
        ("/conferences/2026-1", "SC", """{"kind":"ad_hoc","agenda":["六统一"],"held_on":"2025-01-05"}""", null),
        ("/conferences/2026-1/resolutions", "SC", """{"resolution_no":1,"responsible_node":"SC-510700","due_on":"2025-01-06","text":"统一标识"}""", null),
        ("/conferences/2026-1/overdue", "SC", """{"resolution_no":1}""", null),
        ("/conferences/2026-1/implement", Window, """{"resolution_no":1,"implemented_on":"2025-01-07"}""", null),
        ("/conferences/2026-1/implement", Window, """{"resolution_no":1,"implemented_on":"2025-01-07"}""", "INV-03"),
        ("/campaigns/L-1", "SC", """{"name":"三级联动","levels":["province","city","county"],"regions":["510700"],"first_day":"2025-01-05","last_day":"2025-02-05"}""", null),
        ("/activities/A-1", Window, $$"""{"kind":"matching","topic":"银企对接","region_code":"510700","held_on":"2025-01-05","enterprise_count":5,"person_count":9,"attendee_list_hash":"{{Hash}}","attendees":"secret words","provider":null,"service_code":null,"campaign_id":"L-1"}""", null),
        ("/activities/A-1/matches", Window, """{"match_no":1,"stage":"signed","parties":["P-1","P-2"],"amount_fen":700}""", null),
        ("/activities/A-1/matches", Window, """{"match_no":1,"stage":"intended","parties":["P-1","P-2"],"amount_fen":700}""", "INV-03"),
        ("/guidance/G-1", "SC", """{"to_node":"SC-510700","topic_code":"PROGRESS","due_on":null,"text":"two\nlines"}""", null),
        ("/guidance/G-1/close", Window, """{"outcome_code":"FOLLOWED"}""", null),
        ("/milestones/M-1", Window, """{"of_node":"SC-510700","project_code":"HALL","name":"服务大厅","due_on":"2025-01-06"}""", null),
        ("/milestones/M-1/miss", "SC", "{}", null),
        ("/milestones/M-1/meet", Window, $$"""{"met_on":"2025-01-07","evidence_hash":"{{Hash}}"}""", null),
        ("/baselines/AGENCIES-2011", "SC", """{"indicator_code":"AGENCIES","region_code":"510000","value":100,"as_of":"2011-10-31","source_code":"SPEECH"}""", null),
        ("/policies/SC-510700", Window, $$"""{"document_type":"bidding","title":"办法","text_hash":"{{Hash}}","effective_from":"2025-01-05"}""", null),
    ];

    [Fact]
    public async Task Every_command_of_governance_is_carried_out_or_refused_by_its_rule()
    {
        await using var service = await TestServer.Start(cluster);
        await Network(service);

        foreach (var (path, node, command, rule) in Story)
        {
            var reply = await service.Command(path, node, command);
            Assert.True(rule == reply.Rule && (rule is not null || reply.Status == HttpStatusCode.OK), $"{path}: {reply.Body}");
        }

        // Two platforms with their openings, and the conference with its resolution: what other decisions look at.
        Assert.Equal(4 + 4, await service.Ledger.Count("journal.registry_event"));
        Assert.Equal(0, await service.Ledger.Count("journal.mt_events WHERE data::text LIKE '%secret words%'"));
    }

    [Fact]
    public async Task An_event_of_the_log_is_corrected_five_deep()
    {
        await using var service = await TestServer.Start(cluster);
        await Network(service);
        var recorded = await service.Command("/policies/SC-510700", Window, Story[^1].Command);
        var target = await Logged(service, recorded);
        const string Command = """{"reason_code":"MISTYPED","corrected":[{"field":"title","value":"新办法"}]}""";
        const string Again = """{"reason_code":"MISTYPED","corrected":[{"field":"reason_code","value":"RECOUNT"}]}""";

        Assert.Equal("INV-15", (await service.Command($"/corrections/{Guid.NewGuid()}", "SC", Command)).Rule);
        Assert.Equal("CORRECTION-FIELD", (await service.Command($"/corrections/{target}", Window, Again)).Rule);
        var reply = await service.Command($"/corrections/{target}", Window, Command);
        for (var depth = 2; depth <= 5; depth++)
        {
            target = await Logged(service, reply);
            reply = await service.Command($"/corrections/{target}", Window, Again);
            Assert.Equal((HttpStatusCode.OK, null), (reply.Status, reply.Rule));
        }

        Assert.Equal("INV-15", (await service.Command($"/corrections/{await Logged(service, reply)}", Window, Again)).Rule);
        Assert.Equal(5, await service.Ledger.Count("journal.mt_events WHERE type = 'correction.issued.v1'"));
    }

    [Theory]
    [InlineData("""{"reason_code":"R","corrected":[{"field":"title","value":"x"}],"found":{"depth":0}}""")]
    [InlineData("""{"reason_code":"R"}""")]
    public async Task A_correction_says_no_more_and_no_less(string command)
    {
        await using var service = await TestServer.Start(cluster);

        Assert.NotEqual(HttpStatusCode.OK, (await service.Command($"/corrections/{Guid.NewGuid()}", "SC", command)).Status);
    }

    private static async Task Network(TestServer service)
    {
        await service.Command("/platforms/SC", "SC", """{"name":"省平台","kind":"provincial","region_code":"510000","cluster_code":null,"hotline":"1"}""");
        await service.Command("/platforms/SC-510700", "SC", """{"name":"绵阳","kind":"comprehensive_window","region_code":"510700","cluster_code":null,"hotline":"1"}""");
        await service.Command("/platforms/SC-510700/open", "SC", """{"opened_on":"2025-01-05"}""");
    }

    // The service's own sequencer runs behind the commands; one turn of another one here makes sure that the entry is there.
    private static async Task<string> Logged(TestServer service, CommandReply reply)
    {
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        await service.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
        return reply.Body["event_ids"]!.AsArray()[0]!.GetValue<string>();
    }
}
