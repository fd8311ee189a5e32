using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Indicators;

namespace Ledger.Tests.Compliance;

/// <summary>K1 to K7 (domain.md 5.7), each figure worked out by hand.</summary>
public sealed class KpiTests
{
    private static IEnumerable<Indicator> Of(History history, int minimumN) =>
        AllIndicators.Of(history.Facts(), Month.Parse("2026-03")!.Value, minimumN).Where(indicator => indicator.Code[0] == 'K');

    private static string[] Told(History history, int minimumN = 3) =>
        [.. Of(history, minimumN).Select(indicator =>
            $"{indicator.Code} {indicator.Period} {indicator.Value}{(indicator.Of is { } of ? $"/{of}" : "")} {Outcomes.Word(indicator.Outcome)}")];

    private static History Target(History history, string kpi, long value, string unit) => history.Add("2026-01-02 09:00", "target-2026", "kpi_target.set",
        $$"""{"basis":"Plan","kpi":"{{kpi}}","target_value":{{value}},"unit":"{{unit}}","version":1}""", History.Province);

    // Case 1 is of March and online; case 2 of February and at the counter. The activity of 14 March served 12 enterprises.
    private static History Year()
    {
        var history = Sound.Network().Whole(1)
            .Submit(2, "2026-02-02 09:00", channel: "counter").Accept(2, "2026-02-03 09:00").Start(2, "2026-02-04 09:00").Complete(2, "2026-02-05 09:00")
            .Rate(2, "2026-02-06 09:00", 2)
            .Rate(1, "2026-03-10 09:00", 3)
            .Add("2026-03-16 09:00", "activity-A1", "activity.held", """
                {"enterprise_count":12,"held_on":"2026-03-14","host_node":"SC-510700","kind":"training","person_count":30,"region_code":"510700","topic":"Patents"}
                """)
            .Add("2026-01-05 09:00", $"provider-{History.Provider}", "provider.registered",
                """{"category_codes":["LEGAL"],"kind":"agency","legal_name":"Agency","qualifications":[],"region_code":"510700"}""")
            .Add("2026-01-06 09:00", $"provider-{History.Provider}", "alliance.admitted", $$"""{"decision_code":"R1","effective_from":"{{History.Utc("2026-03-01 00:00")}}"}""", History.Province);
        return Sound.Service(history, "S2", Sound.Content.Replace("\"provider_id\":\"SC-510700\"", $"\"provider_id\":\"{History.Provider}\""))
            .Add("2026-01-02 09:00", "plan-SC", "network.plan_adopted",
                """{"basis":"Plan","phases":[{"phase":1,"provincial_platforms":1,"window_platforms":11,"year":2026}],"version":1}""", History.Province);
    }

    [Fact]
    public void Months_and_the_year_so_far_are_counted_and_held_against_targets()
    {
        var history = Target(Target(Target(Year(), "K2", 3, "service_count"), "K4", 15, "enterprise_service_count"), "K6", 12, "platform_count");
        Assert.Equal(
            [
                "K1 2026-03 1 NOT_APPLICABLE", "K2 2026-03 2 NOT_APPLICABLE", "K3 2026-03 1 NOT_APPLICABLE", "K4 2026-03 13 NOT_APPLICABLE",
                "K5 2026-03 1/1 INSUFFICIENT_DATA", "K6 2026-03 2/12 FAIL", "K7 2026-03 0 NOT_APPLICABLE",
                "K1 2026 1 NOT_APPLICABLE", "K2 2026 3 PASS", "K3 2026 1 NOT_APPLICABLE", "K4 2026 14 FAIL",
                "K5 2026 1/2 INSUFFICIENT_DATA", "K6 2026 2/12 FAIL", "K7 2026 0 NOT_APPLICABLE",
            ],
            Told(history));
    }

    // One of two is 50 percent: a target of 5,000 basis points is reached, one of 5,001 is not.
    [Theory]
    [InlineData(5_000, "K5 2026 1/2 PASS")]
    [InlineData(5_001, "K5 2026 1/2 FAIL")]
    public void Satisfaction_is_held_against_its_target_exactly(long target, string told) =>
        Assert.Contains(told, Told(Target(Year(), "K5", target, "basis_points"), minimumN: 2));

    [Fact]
    public void A_rating_that_was_declared_void_counts_no_more_and_coverage_stands_beside()
    {
        var history = Year().Do(1, "2026-03-20 09:00", "rating.invalidated",
            $$"""{"decided_by_unit":"SC","delivery_id":"{{History.Id(1)}}","reason_code":"FALSE","supersedes":1}""");
        Assert.Contains("K5 2026-03 0/0 INSUFFICIENT_DATA", Told(history));
        var year = Of(history, 1).Single(indicator => indicator is { Code: "K5", Period: "2026" });
        Assert.Equal((2L, 1L, 0L), ((long)year.Population!, (long)year.Of!, year.Beside["strictly_satisfied"]));
    }

    [Fact]
    public void Money_spent_off_its_purpose_is_counted()
    {
        var history = Target(Sound.Network(), "K7", 0, "fen")
            .Add("2026-01-05 09:00", "fund-F1", "fund.appropriated", """{"amount_fen":900,"purpose_codes":["EQUIPMENT"],"source":"Finance","year":2026}""", History.Province)
            .Add("2026-01-06 09:00", "fund-F1", "fund.received", """{"amount_fen":800,"received_on":"2026-01-06","source":"Finance"}""", History.Province)
            .Add("2026-02-06 09:00", "fund-F1", "fund.spent", """{"amount_fen":300,"project_code":"P","purpose_code":"EQUIPMENT","spending_node":"SC-510700"}""")
            .Add("2026-03-06 09:00", "fund-F1", "fund.spent", """{"amount_fen":50,"project_code":"P","purpose_code":"TRAVEL","spending_node":"SC-510700"}""");
        Assert.Contains("K7 2026-03 50 FAIL", Told(history));
        var year = Of(history, 1).Single(indicator => indicator is { Code: "K7", Period: "2026" });
        Assert.Equal((800, 350), (year.Beside["received_fen"], year.Beside["spent_fen"]));
    }
}
