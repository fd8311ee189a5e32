using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;

namespace Ledger.Tests.Compliance;

/// <summary>The indicators beside K1 to K7, each figure worked out by hand from the few cases that stand in the test.</summary>
public sealed class IndicatorTests
{
    private const string Window = History.Window;
    private const string Province = History.Province;

    /// <summary>Rows of March 2026 under one code, such as <c>platform=SC 1/3 of 4 NOT_APPLICABLE rank=1 | due_on=2026-03-20</c>.</summary>
    private static string[] Told(History history, string code, int minimumN = 1, string period = "2026-03") =>
    [
        .. AllIndicators.Of(history.Facts(), Month.Parse("2026-03")!.Value, minimumN).Where(row => row.Code == code && row.Period == period).Select(row =>
            string.Join(' ', row.Dimensions.Select(pair => $"{pair.Key}={pair.Value}")
                .Append($"{row.Value}{(row.Of is { } of ? $"/{of}" : "")}{(row.Population is { } all ? $" of {all}" : "")} {Outcomes.Word(row.Outcome)}")
                .Concat(row.Beside.Select(pair => $"{pair.Key}={pair.Value}"))
                .Concat(row.Details.IsEmpty ? [] : row.Details.Select(pair => $"{pair.Key}={pair.Value}").Prepend("|")))),
    ];

    private static History Begin(History history, int number, string nature = "discounted", string day = "2026-03-02") => history
        .Submit(number, $"{day} 09:00").Accept(number, $"{day} 10:00", nature);

    // Case 1 the window does alone; case 2 with a provider of its own; case 3 goes to the province.
    private static History Together() => Begin(Begin(Sound.Network().Whole(1), 2), 3)
        .Start(2, "2026-03-04 09:00", provider: History.Provider).Complete(2, "2026-03-06 09:00")
        .Offer(3, "2026-03-02 11:00", "2026-03-05 00:00").TakeReferral(3, "2026-03-03 09:00")
        .Start(3, "2026-03-04 09:00", node: Province).Complete(3, "2026-03-06 09:00");

    [Fact]
    public void A_case_on_which_another_platform_worked_is_collaboration()
    {
        Assert.Equal(
            ["1/3 of 3 NOT_APPLICABLE pairs_of_platforms=1 with_provider=1", $"platform={Window} 1/3 of 3 NOT_APPLICABLE pairs_of_platforms=1 with_provider=1"],
            Told(Together(), "COLLABORATION", minimumN: 3));
        Assert.StartsWith("1/3 of 3 INSUFFICIENT_DATA", Told(Together(), "COLLABORATION", minimumN: 4)[0], StringComparison.Ordinal);
    }

    // To be told of a case is no work on it, and neither is what happens after the delivery.
    [Fact]
    public void Information_and_a_later_referral_are_no_collaboration() => Assert.StartsWith(
        "0/1",
        Told(
            Begin(Sound.Network(), 1).Offer(1, "2026-03-02 11:00", "2026-03-05 00:00", kind: "information")
                .TakeReferral(1, "2026-03-03 09:00", kind: "information")
                .Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00")
                .Offer(1, "2026-03-07 11:00", "2026-03-09 00:00", hop: 2).TakeReferral(1, "2026-03-08 09:00", hop: 2),
            "COLLABORATION")[0],
        StringComparison.Ordinal);

    // Guangyuan (510800) has nothing. In Fucheng (510703), a county of Mianyang, a window is entered and a member sits.
    [Fact]
    public void The_map_shows_cities_that_have_nothing_and_counties_that_have_something()
    {
        var history = Together()
            .Add("2026-01-05 09:00", "codelist-region", "code_list.published", Sound.Codes("510000", "510700", "510703", "510800").Replace("\"version\":1", "\"version\":2"), Province)
            .Add("2026-02-01 09:00", "platform-SC-510703", "platform.registered", Sound.Platform("Fucheng", "cluster_window", "510703"), Province)
            .Add("2026-02-01 09:00", $"provider-{History.Provider}", "provider.registered", """
                {"category_codes":["LEGAL"],"county_code":"510703","kind":"agency","legal_name":"Agency","qualifications":[],"region_code":"510700"}
                """)
            .Add("2026-02-02 09:00", $"provider-{History.Provider}", "alliance.admitted", $$"""{"decision_code":"R1","effective_from":"{{History.Utc("2026-03-01 00:00")}}"}""", Province);
        Assert.Equal(["1/2 NOT_APPLICABLE"], Told(history, "COVERAGE"));
        Assert.Equal(
            [
                "city=510700 1 NOT_APPLICABLE activities=0 cases_completed=3 members=1 platforms_registered=2 requests=3 services=1 | name_zh=码",
                "city=510800 0 NOT_APPLICABLE activities=0 cases_completed=0 members=0 platforms_registered=0 requests=0 services=0 | name_zh=码",
            ],
            Told(history, "COVERAGE_CITY"));
        Assert.Equal(["county=510703 0 NOT_APPLICABLE members=1 platforms_registered=1 | name_zh=码"], Told(history, "COVERAGE_COUNTY"));
    }

    private static History Offered(History history, int number, string to, bool sameRegion, string band, int? rank, string kind = "transfer") =>
        Begin(history, number).Do(number, "2026-03-03 09:00", "referral.offered", $$"""
            {"from_node":"{{Window}}","hop_no":1,"kind":"{{kind}}","reason_code":"CAPACITY","referral_id":"{{History.Id(800 + number)}}",
            "respond_by":"{{History.Utc("2026-03-06 00:00")}}","to_node":"{{to}}","selection_basis":{"candidates":3,"distance_band":"{{band}}",
            {{(rank is null ? "" : $"\"rank\":{rank},")}}"rule_id":"NEARBY-1","same_region":{{(sameRegion ? "true" : "false")}} }
            }
            """);

    // One in the city, one that is the nearest elsewhere, one that is not; of the fourth nothing is known, the fifth asks for nothing.
    private static History Five() => Offered(Offered(Offered(Offered(Offered(
        Sound.Network(), 1, Province, true, "same_city", 2), 2, Province, false, "within_100_km", 1), 3, Province, false, "within_200_km", 2),
        4, Province, false, "unknown", 1), 5, Province, true, "same_city", 1, "information");

    [Fact]
    public void Near_is_the_same_city_or_the_nearest_that_could_take_it() => Assert.Equal(
        [
            "2/3 of 4 NOT_APPLICABLE nearest_elsewhere=1 same_city=1 same_county=0",
            $"platform={Window} 2/3 of 4 NOT_APPLICABLE nearest_elsewhere=1 same_city=1 same_county=0",
        ],
        Told(Five(), "NEARBY", minimumN: 3));

    [Fact]
    public void The_matrix_shows_what_became_of_each_offer()
    {
        var history = Offered(Five(), 6, Window, true, "same_city", 1, "co_delivery");
        Do(1, "accepted", """{"kind":"transfer","referral_id":"ID","to_node":"SC"}""");
        Do(2, "rejected", """{"kind":"transfer","reason_code":"CAPACITY","referral_id":"ID"}""");
        Do(3, "expired", $$"""{"kind":"transfer","referral_id":"ID","respond_by":"{{History.Utc("2026-03-06 00:00")}}"}""");
        Do(6, "recalled", """{"kind":"co_delivery","reason_code":"SOLVED","referral_id":"ID"}""");
        Assert.Equal(
            [
                $"from={Window} to=SC 5 NOT_APPLICABLE accepted=1 expired=1 for_information=1 recalled=0 rejected=1 waiting=1",
                $"from={Window} to={Window} 1 NOT_APPLICABLE accepted=0 expired=0 for_information=0 recalled=1 rejected=0 waiting=0",
            ],
            Told(history, "REFERRAL_FLOW"));

        void Do(int number, string answer, string fields) =>
            history.Do(number, "2026-03-07 09:00", $"referral.{answer}", fields.Replace("ID", History.Id(800 + number)), Province);
    }

    // Market: 500 paid in March and 20 in February, 100 back in March. Discounted: 50 paid, of 70 charged; a fund paid 20.
    private static History Money() => Begin(Begin(Begin(Sound.Network(), 1, "public_good"), 2, "market", "2026-02-02"), 3)
        .Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00")
        .Start(2, "2026-03-04 09:00").Complete(2, "2026-03-06 09:00")
        .Do(2, "2026-02-20 09:00", "fee.paid", """{"amount_fen":20}""")
        .Do(2, "2026-03-07 09:00", "fee.paid", """{"amount_fen":500}""")
        .Do(2, "2026-03-08 09:00", "fee.refunded", """{"amount_fen":100,"reason_code":"SLIP"}""")
        .Quote(3, "2026-03-03 09:00", Cases.Line(1_000, 70), 70).Agree(3, "2026-03-03 10:00").Charge(3, "2026-03-09 09:00", Cases.Line(1_000, 70), 70)
        .Do(3, "2026-03-10 09:00", "fee.subsidised", """{"amount_fen":20,"fund_id":"fund-F1"}""")
        .Do(3, "2026-03-11 09:00", "fee.paid", """{"amount_fen":50}""");

    [Fact]
    public void Public_and_market_service_stand_beside_each_other()
    {
        Assert.Equal(
            [
                "nature=public_good 1/2 of 2 NOT_APPLICABLE charged_fen=0 paid_fen=0 refunded_fen=0 subsidised_fen=0 waived_fen=0",
                "nature=discounted 0/2 of 2 NOT_APPLICABLE charged_fen=70 paid_fen=50 refunded_fen=0 subsidised_fen=20 waived_fen=0",
                "nature=market 1/2 of 2 NOT_APPLICABLE charged_fen=0 paid_fen=500 refunded_fen=100 subsidised_fen=0 waived_fen=0",
            ],
            Told(Money(), "SERVICE_MIX"));
        const string beside = "NOT_APPLICABLE discounted_deliveries=0 discounted_income_fen=50 market_deliveries=1 public_good_deliveries=1 subsidised_fen=20";
        Assert.Equal([$"400 {beside}", $"platform={Window} 400 {beside}"], Told(Money(), "SUSTAINABILITY"));
        Assert.StartsWith("420 ", Told(Money(), "SUSTAINABILITY", period: "2026")[0], StringComparison.Ordinal);
    }

    private static readonly string[] DueDays = ["2026-02-20", "2026-02-20", "2026-03-20", "2026-03-31"];

    private static History Resolved(string newest)
    {
        var history = Sound.Network().Add("2026-02-02 09:00", "conference-2026-1", "conference.convened", """{"agenda":["Fees"],"held_on":"2026-02-02","kind":"periodic"}""", Province);
        foreach (var (due, number) in DueDays.Select((due, i) => (due, i + 1)))
        {
            history.Add("2026-02-02 10:00", "conference-2026-1", "resolution.adopted",
                $$"""{"due_on":"{{due}}","resolution_no":{{number}},"responsible_node":"{{(number == 2 ? Province : Window)}}","text":"Do it"}""", Province);
        }

        return history
            .Add("2026-02-20 09:00", "conference-2026-1", "resolution.implemented", """{"implemented_on":"2026-02-20","resolution_no":1}""")
            .Add("2026-02-22 09:00", "conference-2026-1", "resolution.overdue", """{"due_on":"2026-02-20","resolution_no":2}""", Province)
            .Add("2026-02-27 09:00", "conference-2026-1", "resolution.implemented", """{"implemented_on":"2026-02-26","resolution_no":2}""")
            .Submit(1, newest);
    }

    [Fact]
    public void A_resolution_is_overdue_once_its_last_day_is_over()
    {
        var rows = Told(Resolved("2026-04-02 09:00"), "RESOLUTION");
        Assert.Equal(
            [
                $"conference=2026-1 resolution=1 1/1 NOT_APPLICABLE | adopted_on=2026-02-02 due_on=2026-02-20 implemented_on=2026-02-20 platform={Window} status=implemented",
                "conference=2026-1 resolution=2 1/1 NOT_APPLICABLE | adopted_on=2026-02-02 due_on=2026-02-20 implemented_on=2026-02-26 platform=SC status=implemented",
                $"conference=2026-1 resolution=3 0/1 NOT_APPLICABLE | adopted_on=2026-02-02 due_on=2026-03-20 platform={Window} status=overdue",
                $"conference=2026-1 resolution=4 0/1 NOT_APPLICABLE | adopted_on=2026-02-02 due_on=2026-03-31 platform={Window} status=open",
            ],
            rows);
        Assert.Equal(
            [
                "2/4 NOT_APPLICABLE implemented_late=1 open=1 overdue=1", "platform=SC 1/1 NOT_APPLICABLE implemented_late=1 open=0 overdue=0",
                $"platform={Window} 1/3 NOT_APPLICABLE implemented_late=0 open=1 overdue=1",
            ],
            Told(Resolved("2026-04-02 09:00"), "RESOLUTIONS"));

        // While the log has not come past 20 March, nothing is overdue.
        Assert.EndsWith("status=open", Told(Resolved("2026-03-20 23:59"), "RESOLUTION")[2], StringComparison.Ordinal);
        Assert.EndsWith("status=overdue", Told(Resolved("2026-03-21 00:00"), "RESOLUTION")[2], StringComparison.Ordinal);
    }

    private static History Fund() => Sound.Network()
        .Add("2026-01-05 09:00", "fund-F1", "fund.appropriated", """{"amount_fen":1000,"purpose_codes":["EQUIPMENT"],"source":"Finance","year":2026}""", Province)
        .Add("2026-01-06 09:00", "fund-F1", "fund.committed", """{"amount_fen":900,"source":"Finance"}""", Province)
        .Add("2026-01-07 09:00", "fund-F1", "fund.received", """{"amount_fen":800,"received_on":"2026-01-07","source":"Finance"}""", Province)
        .Add("2026-02-06 09:00", "fund-F1", "fund.allocated", $$"""{"amount_fen":300,"purpose_code":"EQUIPMENT","to_node":"{{Window}}"}""", Province)
        .Add("2026-03-01 09:00", "fund-F1", "fund.allocated", """{"amount_fen":200,"purpose_code":"EQUIPMENT","to_node":"SC"}""", Province)
        .Add("2026-02-06 10:00", "fund-F1", "fund.spent", $$"""{"amount_fen":100,"project_code":"P","purpose_code":"EQUIPMENT","spending_node":"{{Window}}"}""")
        .Add("2026-03-06 09:00", "fund-F1", "fund.spent", $$"""{"amount_fen":50,"project_code":"P","purpose_code":"TRAVEL","spending_node":"{{Window}}"}""")
        .Add("2026-03-07 09:00", "fund-F1", "fund.returned", $$"""{"amount_fen":30,"from_node":"{{Window}}","reason_code":"REST","source":"Finance"}""")
        .Add("2026-03-08 09:00", "fund-F1", "fund.returned", """{"amount_fen":40,"reason_code":"REST","source":"Finance"}""", Province)
        .Add("2026-03-09 09:00", "fund-F1", "fund.recovery_ordered", $$"""{"amount_fen":20,"from_node":"{{Window}}","reason_code":"TRAVEL"}""", Province)
        .Add("2026-03-10 09:00", "fund-F1", "fund.recovered", $$"""{"amount_fen":15,"from_node":"{{Window}}","recovered_on":"2026-03-10"}""", Province)
        .Add("2026-04-01 00:00", "fund-F1", "fund.received", """{"amount_fen":100,"received_on":"2026-03-31","source":"Finance"}""", Province);

    // 800 - 150 - 70 = 580, of which 800 - 500 + 15 - 40 = 275 is not allocated; the window has 300 - 150 - 30 - 15 = 105, the
    // province 200: 275 + 105 + 200 = 580. What comes in April is not March's.
    [Fact]
    public void The_balances_of_a_fund_and_its_platforms_add_up() => Assert.Equal(
        [
            "fund=F1 580 NOT_APPLICABLE allocated_fen=200 appropriated_fen=0 committed_fen=0 off_purpose_fen=50 received_fen=0 recovered_fen=15 recovery_ordered_fen=20 returned_fen=70 spent_fen=50 subsidised_fen=0 unallocated_fen=275",
            "fund=F1 platform=SC 200 NOT_APPLICABLE allocated_fen=200 off_purpose_fen=0 recovered_fen=0 recovery_ordered_fen=0 returned_fen=0 spent_fen=0",
            $"fund=F1 platform={Window} 105 NOT_APPLICABLE allocated_fen=0 off_purpose_fen=50 recovered_fen=15 recovery_ordered_fen=20 returned_fen=30 spent_fen=50",
        ],
        Told(Fund(), "FUND"));

    [Fact]
    public void A_year_adds_what_moved_in_its_months() => Assert.StartsWith(
        "fund=F1 580 NOT_APPLICABLE allocated_fen=500 appropriated_fen=1000 committed_fen=900 off_purpose_fen=50 received_fen=800",
        Told(Fund(), "FUND", period: "2026")[0],
        StringComparison.Ordinal);

    [Fact]
    public void Platforms_are_counted_by_phase_and_by_city()
    {
        var history = Sound.Network()
            .Add("2026-01-02 09:00", "plan-SC", "network.plan_adopted", """
                {"basis":"Plan","version":1,"phases":[{"phase":1,"provincial_platforms":1,"window_platforms":11,"year":2026},
                {"phase":2,"provincial_platforms":0,"window_platforms":9,"year":2026}]}
                """, Province)
            .Add("2026-01-03 09:00", $"platform-{Window}", "platform.phase_assigned", """{"phase":1,"planned_open_on":"2026-01-02"}""", Province)
            .Add("2026-01-03 09:00", "platform-SC-510703", "platform.registered", Sound.Platform("Fucheng", "cluster_window", "510703"), Province)
            .Add("2026-01-03 09:00", "platform-SC-510703", "platform.phase_assigned", """{"phase":2,"planned_open_on":"2026-09-01"}""", Province)
            .Add("2026-01-03 09:00", "platform-SC-510800", "platform.registered", Sound.Platform("Mistake", "comprehensive_window", "510800"), Province)
            .Add("2026-01-04 09:00", "platform-SC-510800", "platform.revoked", $$"""{"effective_from":"{{History.Utc("2026-01-04 09:00")}}","reason_code":"MISTAKE"}""", Province);
        Assert.Equal(["phase=1 1/12 NOT_APPLICABLE registered=1", "phase=2 0/9 NOT_APPLICABLE registered=1"], Told(history, "ROLLOUT_PHASE"));
        Assert.Equal(["city=510000 1 NOT_APPLICABLE registered=1", "city=510700 1 NOT_APPLICABLE registered=2"], Told(history, "ROLLOUT_CITY"));
    }

    // The window has scores 3 and 2, the province 5 and 4; a third window is open and has none.
    private static History Rated() => Together().Rate(1, "2026-03-10 09:00", 3).Rate(2, "2026-03-10 09:00", 2).Rate(3, "2026-03-10 09:00", 5)
        .Submit(4, "2026-03-02 09:00").Accept(4, "2026-03-02 10:00").Offer(4, "2026-03-02 11:00", "2026-03-05 00:00").TakeReferral(4, "2026-03-03 09:00")
        .Start(4, "2026-03-04 09:00", node: Province).Complete(4, "2026-03-06 09:00").Rate(4, "2026-03-10 09:00", 4)
        .Add("2026-01-03 09:00", "platform-SC-510800", "platform.registered", Sound.Platform("Guangyuan", "comprehensive_window", "510800"), Province)
        .Add("2026-01-03 10:00", "platform-SC-510800", "platform.opened", """{"opened_on":"2026-01-03"}""", Province);

    [Fact]
    public void Platforms_with_enough_ratings_are_ranked_and_the_others_are_listed_without_a_rank()
    {
        Assert.Equal(
            [
                "platform=SC 2/2 of 2 NOT_APPLICABLE rank=1 ranked=2", $"platform={Window} 1/2 of 2 NOT_APPLICABLE rank=2 ranked=2",
                "platform=SC-510800 0/0 of 0 INSUFFICIENT_DATA",
            ],
            Told(Rated(), "LEAGUE_SATISFACTION", minimumN: 2));
        Assert.All(Told(Rated(), "LEAGUE_SATISFACTION", minimumN: 3), row => Assert.EndsWith("INSUFFICIENT_DATA", row, StringComparison.Ordinal));
    }

    [Fact]
    public void Equals_share_a_rank() => Assert.Equal(
        ["platform=SC 2/2 of 2 NOT_APPLICABLE rank=1 ranked=2", $"platform={Window} 2/2 of 2 NOT_APPLICABLE rank=1 ranked=2", "platform=SC-510800 0/0 of 0 INSUFFICIENT_DATA"],
        Told(
            Rated().Do(2, "2026-03-11 09:00", "rating.revised", $$"""
                {"contacted":true,"delivery_id":"{{History.Id(2)}}","rating_no":2,"reason_code":"AGAIN","resolved":true,"score":4,"supersedes":1}
                """),
            "LEAGUE_SATISFACTION", minimumN: 2));

    // Case 1 meets three clocks; case 5 is accepted in time, and contacted a day late.
    [Fact]
    public void Promises_and_first_contacts_are_counted_by_case()
    {
        var history = Sound.Network().Whole(1).Submit(5, "2026-03-02 09:00", due: "2026-03-05 00:00")
            .Accept(5, "2026-03-03 09:00", contact: "2026-03-10 00:00").Contact(5, "2026-03-10 00:00");
        const string silent = "platform=SC 0/0 of 0 INSUFFICIENT_DATA";
        Assert.Equal([silent, $"platform={Window} 1/2 of 2 NOT_APPLICABLE rank=1 ranked=1"], Told(history, "LEAGUE_FULFILMENT"));
        Assert.Equal([silent, $"platform={Window} 1/2 of 2 NOT_APPLICABLE rank=1 ranked=1"], Told(history, "LEAGUE_RESPONSE"));
    }

    [Fact]
    public void Every_row_is_of_a_known_kind_and_every_key_stands_once()
    {
        var rows = AllIndicators.Of(Money().Facts(), Month.Parse("2026-03")!.Value, minimumN: 3);
        Assert.Equal(IndicatorKinds.All.Length, IndicatorKinds.All.DistinctBy(kind => kind.Code).Count());
        Assert.All(rows, row => Assert.Contains(IndicatorKinds.All, kind => kind.Code == row.Code && kind.Unit == row.Unit && kind.Attested == row.Attested));
        Assert.Equal(rows.Length, rows.DistinctBy(row => (row.Code, row.Period, string.Join(' ', row.Dimensions))).Count());
        Assert.Equal(["K4"], rows.Where(row => row.Attested).Select(row => row.Code).Distinct());
    }
}
