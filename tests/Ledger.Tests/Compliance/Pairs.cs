using System.Globalization;
using System.Text.Json.Nodes;
using Projections.Compliance.Regimes;
using static Ledger.Tests.Compliance.Cases;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>
/// For each thing that a check can look at, two histories of March 2026 as near to each other as can be: a sound one that lies
/// at the limit, and one just beyond it. A key is the kind, what it is of, and the number of the regime at whose edge the two
/// lie, such as <c>timeliness/report#within</c>; without a number the entries themselves set the limit.
/// </summary>
internal static class Pairs
{
    private static readonly DateOnly LastDay = new(2026, 3, 31);

    public static readonly IReadOnlyDictionary<string, Func<bool, CheckParameters, History>> All = new Dictionary<string, Func<bool, CheckParameters, History>>
    {
        ["band/charged_price"] = static (sound, _) => Charged(Line(price: sound ? 20_000 : 20_001), sound ? 30_000 : 30_002),
        ["band/charged_reduction"] = static (sound, _) => Charged(Line(discount: sound ? 1_500 : 1_499), sound ? 13_502 : 13_503, "micro"),
        ["band/fee_item_price"] = static (sound, _) => Network().Add("2026-02-05 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-02-05 08:00", max: sound ? 100_000 : 100_001)),
        ["band/fee_item_reduction"] = static (sound, _) => Network().Add("2026-02-05 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-02-05 08:00", discount: sound ? 1_000 : 999)),
        ["band/promise_in_network"] = static (sound, _) => Promised(sound ? 30 : 31),
        ["band/promise_in_standard"] = static (sound, _) => Promised(sound ? 20 : 21),
        ["band/score#at_least"] = static (sound, limits) => Network().Whole(1).Rate(1, "2026-03-10 09:00", (int)limits.Number("at_least") - (sound ? 0 : 1)),
        ["band/score#at_most"] = static (sound, limits) => Network().Whole(1).Rate(1, "2026-03-10 09:00", (int)limits.Number("at_most") + (sound ? 0 : 1)),
        ["code-validity/platform/region_code"] = static (sound, _) => Window(Network(), region: sound ? "510700" : "510200"),
        ["code-validity/request/category_code"] = static (sound, _) => Requested(category: sound ? "LEGAL" : "MAGIC"),
        ["code-validity/request/region_code"] = static (sound, _) => Requested(region: sound ? "510700" : "510200"),
        ["code-validity/service/category_code"] = static (sound, _) => Service(Network(), "S2", sound ? null : Content.Replace("\"LEGAL\"", "\"MAGIC\"")),
        ["code-validity/uscc"] = static (sound, _) => Network().Add("2026-02-02 08:00", $"provider-91510100MAX0X0X07{(sound ? 0 : 1)}", "provider.registered",
            """{"category_codes":["LEGAL"],"kind":"agency","legal_name":"Agency","qualifications":[],"region_code":"510700"}"""),
        ["count-limit/charging_platforms#at_most"] = static (sound, limits) => ChargedBy((int)limits.Number("at_most") + (sound ? 0 : 1)),
        ["count-limit/hops#at_most"] = static (sound, limits) => Handed((int)limits.Number("at_most") + (sound ? 0 : 1)),
        ["coverage/activity"] = static (sound, _) => sound ? Network().Whole(1).ReportMarch() : Network().Whole(1),
        ["coverage/assessment"] = static (sound, _) => Assessed(province: sound),
        ["coverage/commitment"] = static (sound, _) => Service(Network(), "S2", commitment: sound),
        ["coverage/fee_item"] = static (sound, _) => Service(Network(), "S2", fee: sound),
        ["coverage/process"] = static (sound, _) => Service(Network(), "S2", process: sound),
        ["coverage/report"] = static (sound, _) => sound ? Network().ReportMarch() : Network(),
        ["coverage/standard"] = static (sound, _) => Many.All["coverage/standard"](sound ? 2 : 1, sound ? 0 : 1),
        // 17,000 and 23,000: 6,000 over the median of 20,000 is 30 percent; 23,001 is more, and less than 30.01 percent.
        ["dispersion#tolerance_basis_points"] = static (sound, _) => Service(
            Network().Add("2026-02-05 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-02-05 08:00", max: 17_000)), "S2", fee: false, node: "SC")
            .Add("2026-02-05 08:00", "service-S2", "fee_item.published", FeeItem(1, "2026-02-05 08:00", max: sound ? 23_000 : 23_001), "SC"),
        ["exact-match/brand_version"] = static (sound, _) => Window(Network(), brand: sound ? 1 : 2),
        ["exact-match/charge_total"] = static (sound, _) => Charged(Line(), sound ? 15_002 : 15_001),
        ["exact-match/hotline"] = static (sound, _) => Window(Network(), hotline: sound ? "96871" : "96872"),
        ["exact-match/platform_name"] = static (sound, _) => Network().Add(
            "2026-03-01 08:00", "brand-net", "brand.version_adopted", Brand(2, "2026-03-15 08:00", sound ? "Mianyang .+" : "Sichuan .+"), History.Province),
        ["exact-match/public_good_charge"] = static (sound, _) => Charged(Line(discount: sound ? 15_002 : 15_001), sound ? 0 : 1, nature: "public_good"),
        ["exact-match/scheme"] = static (sound, _) => Assessed(scores: sound ? null : """[{"indicator":"B","score_centi":8000}]"""),
        ["freshness/branding#within_days"] = static (sound, limits) => Window(Network(), attested: Ago(limits, sound)),
        ["freshness/demonstration#within_days"] = static (sound, limits) => Network().Add(
            $"{Ago(limits, sound)} 09:00", "demonstration-SC-510700", "demonstration.recognised",
            """{"basis_code":"N1","level":"provincial","valid_from":"2020-01-01","valid_to":"2040-01-01"}""", History.Province),
        ["freshness/service#within_days"] = static (sound, limits) => Service(Network(), "S2", Content.Replace("2026-01-05", Ago(limits, sound))),
        ["frozen-clock"] = static (sound, _) => Begun().Complete(1, sound ? "2026-03-18 23:59" : "2026-03-19 00:00"),
        ["frozen-version/commitment"] = static (sound, _) => Network().Submit(1, "2026-03-02 09:00").Accept(
            1, "2026-03-03 09:00", contact: "2026-03-10 00:00", complete: sound ? "2026-03-19 00:00" : "2026-03-19 00:01"),
        ["preceded-by/charge"] = static (sound, _) => Charged(Line(), 15_002, agreed: sound ? "2026-03-04 09:00" : "2026-03-04 09:01"),
        ["preceded-by/hand_off"] = static (sound, _) => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Offer(1, "2026-03-03 10:00", "2026-03-05 00:00")
            .TakeReferral(1, sound ? "2026-03-04 09:00" : "2026-03-04 09:01").Start(1, "2026-03-04 09:00", node: "SC"),
        ["recount/assessment"] = static (sound, _) => Assessed(total: sound ? 80_000_000 : 80_000_001),
        ["recount/publication"] = static (sound, _) => Requested().Publish("2026-03", "2026-04-08 09:00", $"\"received\":{(sound ? 1 : 2)}"),
        ["recount/report"] = static (sound, _) => Network().Whole(1).ReportMarch($$"""[{"code":"DELIVERIES_COMPLETED","value":{{(sound ? 1 : 2)}}}]"""),
        ["required-fields/delivery.extended"] = static (sound, _) => Begun().Do(1, "2026-03-18 09:00", "delivery.extended", $$"""
            {"approved_by_role":"director","new_due":"{{History.Utc("2026-04-25 00:00")}}","previous_due":"{{History.Utc("2026-03-19 00:00")}}","reason_code":"{{(sound ? "EXPERT_ILL" : "none")}}"}
            """),
        ["required-fields/request.closed"] = static (sound, _) => Begun().Complete(1, "2026-03-06 09:00").Close(1, "2026-03-09 09:00", sound ? "resolved" : "not_stated"),
        ["required-fields/service"] = static (sound, fields) => Service(Network(), "S2", sound ? null : Without(fields.Texts("fields")[0])),
        ["sequence-conformance/closed"] = static (sound, _) => Many.All["sequence-conformance/closed"](sound ? 1 : 0, sound ? 0 : 1),
        ["sequence-conformance/touched"] = static (sound, _) => Many.All["sequence-conformance/touched"](sound ? 1 : 0, sound ? 0 : 1),
        ["share"] = static (sound, _) => Many.All["share"](sound ? 2 : 1, sound ? 8 : 8),
        // Ten working days after Wednesday the 4th; Thursday the 5th is free: the last is Thursday the 19th.
        ["timeline-gap"] = static (sound, _) => Begun().Complete(1, sound ? "2026-03-19 23:59" : "2026-03-20 00:00"),
        ["timeliness/consequence#within"] = static (sound, limits) => Assessed(scores: """[{"indicator":"A","score_centi":5000}]""", total: 50_000_000, passed: false,
            published: "2026-02-20 09:00").Add(
                Told(History.At("2026-02-20 09:00").AddDays(limits.Number("within")).AddMinutes(sound ? -1 : 0)), "consequence-C1", "sanction.imposed",
                """{"basis_key":"2025","basis_kind":"assessment","measure_code":"WARNING","reason_code":"FAILED","subject":"SC-510700"}""", History.Province),
        ["timeliness/invitation#within"] = static (sound, limits) => Begun().Complete(1, "2026-03-06 09:00").Invite(1, Edge("2026-03-06", limits, sound)),
        ["timeliness/owner#within"] = static (sound, limits) => Orphaned("2026-03-09 09:00", Edge("2026-03-09", limits, sound, minutesBeyond: 1)),
        ["timeliness/publication"] = static (sound, _) => Network().Add("2026-03-10 08:00", "service-S2", "service.published", Published(Content, sound ? "2026-03-10 08:00" : "2026-03-10 07:59")),
        ["timeliness/recording#within"] = static (sound, limits) => Recorded(20, limits.Number("within") * 60 + (sound ? 0 : 1)),
        ["timeliness/rectification#within"] = static (sound, limits) => Rectified((int)limits.Number("worst_score"), Edge("2026-03-03", limits, sound)),
        ["timeliness/rectification#worst_score"] = static (sound, limits) => Rectified((int)limits.Number("worst_score") + (sound ? 1 : 0), "2026-05-29 09:00"),
        ["timeliness/referral"] = static (sound, _) => Many.All["timeliness/referral"](sound ? 1 : 0, sound ? 0 : 1),
        ["timeliness/report#within"] = static (sound, limits) => Network().ReportMarch("[]", Edge("2026-03-31", limits, sound)),
        // In force for so many days when the last instant of March has passed, or a minute longer.
        ["timeliness/standard#within"] = static (sound, limits) => Network().Add("2025-12-01 09:00", "standard-LEGAL-1", "standard.adopted", Standard(
            2, Told(History.At("2026-04-01 00:00").AddDays(-limits.Number("within")).AddMinutes(sound ? 0 : -1)), "LEGAL", 3, 3, 20, 100_000, 1_000), History.Province),
        ["version-in-force/fee_item"] = static (sound, _) => Charged(Line(version: sound ? 1 : 2), 15_002),
        ["version-in-force/service"] = static (sound, _) => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", service: sound ? "S1" : "S9")
            .Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00"),
    };

    public static History Begun() => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", complete: "2026-03-19 00:00").Start(1, "2026-03-04 09:00");

    public static History Charged(string line, long total, string size = "large", string nature = "discounted", string agreed = "2026-03-03 11:00", string at = "2026-03-04 09:00") => Network()
        .Submit(1, "2026-03-02 09:00", size).Accept(1, "2026-03-03 09:00", nature).Quote(1, "2026-03-03 10:00", line, total).Agree(1, agreed).Charge(1, at, line, total);

    public static History Window(History history, string region = "510700", string hotline = "96871", int brand = 1, string attested = "2026-01-04") => history
        .Add("2026-01-03 08:00", "platform-SC-510600", "platform.registered", Platform("Mianyang second", "comprehensive_window", region, hotline), History.Province)
        .Add("2026-01-03 08:00", "platform-SC-510600", "platform.opened", """{"opened_on":"2026-01-03"}""", History.Province)
        .Add($"{attested} 08:00", "platform-SC-510600", "branding.attested", Attested(brand), "SC-510600");

    public static History Requested(string category = "LEGAL", string region = "510700", string at = "2026-03-02 09:00") => Network().Add(at, History.Case(1), "request.submitted", $$"""
        {"category_code":"{{category}}","channel":"call","first_contact_node":"SC-510700","region_code":"{{region}}","service_code":"S1","service_name":"Advice","utc_offset_minutes":480}
        """);

    public static History Orphaned(string suspended, string reinstated)
    {
        static string From(string at) => $$"""{"effective_from":"{{History.Utc(at)}}","reason_code":"AUDIT"}""";
        return Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00")
            .Add(suspended, "platform-SC-510700", "platform.suspended", From(suspended), History.Province)
            .Add(reinstated, "platform-SC-510700", "platform.reinstated", From(reinstated), History.Province);
    }

    /// <summary>The window scored 80 points by one indicator that weighs all, to pass at 60; the province 100.</summary>
    public static History Assessed(
        string? scores = null, long total = 80_000_000, bool passed = true, bool province = true, string published = "2026-03-10 09:00", string conducted = "2026-03-03 09:00")
    {
        History Conduct(History history, string subject, string given, long sum, bool pass) => history.Add(conducted, "assessment-2025", "assessment.conducted",
            $$"""{"as_of_size":17,"passed":{{(pass ? "true" : "false")}},"scores":{{given}},"subject":"{{subject}}","total_micro":{{sum}}}""", History.Province);
        var history = Network().Add("2026-02-02 09:00", "assessment-2025", "assessment.scheme_adopted", """
            {"indicators":[{"code":"A","dimension":"quality","name":"A","weight_bp":10000}],"pass_centi":6000,"scheme_id":"S"}
            """, History.Province);
        Conduct(history, "SC-510700", scores ?? """[{"indicator":"A","score_centi":8000}]""", total, passed);
        _ = province ? Conduct(history, "SC", """[{"indicator":"A","score_centi":10000}]""", 100_000_000, true) : null;
        return history.Add(published, "assessment-2025", "assessment.published", """{"as_of_size":20,"subjects":2}""", History.Province);
    }

    public static History Recorded(int count, long minutesLate)
    {
        var history = Network();
        for (var i = 1; i <= count; i++)
        {
            history.Do(i, "2026-03-02 09:00", "request.submitted", """
                {"category_code":"LEGAL","channel":"call","first_contact_node":"SC-510700","region_code":"510700","service_code":"S1","service_name":"Advice","utc_offset_minutes":480}
                """, recorded: Told(History.At("2026-03-02 09:00").AddMinutes(minutesLate)));
        }

        return history;
    }

    private static History Rectified(int score, string closed) => Network().Submit(1, "2026-02-23 09:00").Accept(1, "2026-02-24 09:00").Start(1, "2026-02-25 09:00")
        .Complete(1, "2026-02-27 09:00").Invite(1, "2026-02-27 10:00").Rate(1, "2026-03-03 09:00", score)
        .Do(1, closed, "rating.rectification_closed", $$"""{"action_code":"REDONE","delivery_id":"{{History.Id(1)}}","rechecked":true}""");

    private static readonly string[] Others = ["SC", "SC-510600"];

    private static History ChargedBy(int platforms)
    {
        var history = Charged(Line(), 15_002);
        foreach (var node in Others.Take(platforms - 1))
        {
            history.Charge(1, "2026-03-10 09:00", Line(), 15_002, node);
        }

        return history;
    }

    private static History Handed(int hops)
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00");
        for (var hop = 1; hop <= hops; hop++)
        {
            history.Offer(1, $"2026-03-{hop + 3:D2} 10:00", "2026-03-31 00:00", hop).TakeReferral(1, $"2026-03-{hop + 3:D2} 11:00", hop);
        }

        return history;
    }

    private static History Promised(int days) =>
        Network().Add("2026-02-05 08:00", "service-S1", "commitment.published", Commitment(2, "2026-02-05 08:00", complete: days));

    private static string Without(string field)
    {
        var content = JsonNode.Parse(Content)!;
        content[field] = content[field] switch
        {
            JsonArray => new JsonArray(),
            JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => 0,
            _ => " ",
        };
        return content.ToJsonString();
    }

    private static string Ago(CheckParameters limits, bool sound) =>
        LastDay.AddDays(-(int)limits.Number("within_days") - (sound ? 0 : 1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The last minute of the n-th working day after a day, or the first after it.
    private static string Edge(string day, CheckParameters limits, bool sound, int minutesBeyond = 0)
    {
        var at = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var left = limits.Number("within"); left > 0;)
        {
            at = at.AddDays(1);
            left -= at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || at == new DateOnly(2026, 3, 5) ? 0 : 1;
        }

        return Told(History.At($"{at.AddDays(1):yyyy-MM-dd} 00:00").AddMinutes(sound ? -1 : minutesBeyond));
    }

    private static string Told(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
