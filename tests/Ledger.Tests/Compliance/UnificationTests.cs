using static Ledger.Tests.Compliance.Cases;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>U1 to U6: for each violation code one history that shows it, and the edges of its limits.</summary>
public sealed partial class UnificationTests
{
    private const string March = "2026-03";

    private static string[] Rules(History history, string item, string month = March) => [.. history.Found(month).Where(rule => rule.StartsWith(item, StringComparison.Ordinal))];

    private static History Open(History history, string code, string name = "Window", string region = "510700", string hotline = "96871", bool attested = true)
    {
        history.Add("2026-01-03 08:00", $"platform-{code}", "platform.registered", Platform(name, "comprehensive_window", region, hotline), History.Province)
            .Add("2026-01-03 08:00", $"platform-{code}", "platform.opened", """{"opened_on":"2026-01-03"}""", History.Province);
        return attested ? history.Add("2026-01-04 08:00", $"platform-{code}", "branding.attested", Attested(1), code) : history;
    }

    [Fact]
    public void U1_A_platform_that_shows_another_brand_hotline_region_or_none_is_found()
    {
        Assert.Equal([], Rules(Open(Network(), "SC-510600"), "U1"));
        Assert.Equal(["U1-NON_UNIFIED_HOTLINE"], Rules(Open(Network(), "SC-510600", hotline: "12345"), "U1"));
        Assert.Equal(["U1-INVALID_REGION"], Rules(Open(Network(), "SC-510600", region: "510200"), "U1"));
        Assert.Equal(["U1-UNATTESTED"], Rules(Open(Network(), "SC-510600", attested: false), "U1"));
        Assert.Equal(["U1-UNATTESTED", "U1-UNATTESTED"], Rules(Network(), "U1", "2027-01"));
        Assert.Equal([], Rules(Network(), "U1", "2026-12"));
    }

    [Fact]
    public void U1_Brand_and_name_are_those_in_force_at_the_end_of_the_month()
    {
        // Both platforms showed version 1; version 2, in force from the middle of March, also has a pattern for windows.
        var history = Network().Add("2026-03-01 08:00", "brand-net", "brand.version_adopted", Brand(2, "2026-03-15 08:00", "Sichuan .+"), History.Province);
        Assert.Equal([], Rules(history, "U1", "2026-02"));
        Assert.Equal(["U1-WRONG_BRAND_VERSION", "U1-WRONG_BRAND_VERSION", "U1-NAME_OFF_PATTERN"], Rules(history, "U1"));
    }

    [Theory]
    [InlineData("91510100MAX0X0X070", false, 0)]
    [InlineData("91510100MAX0X0X071", false, 1)]
    [InlineData("91350100M0001TGQXM", true, 0)]
    public void U1_A_credit_code_that_fails_its_check_and_nobody_verified_is_found(string code, bool verified, int found)
    {
        var history = Network().Add("2026-02-02 08:00", $"provider-{code}", "provider.registered",
            """{"category_codes":["LEGAL"],"kind":"agency","legal_name":"Agency","qualifications":[],"region_code":"510700"}""");
        _ = verified ? history.Add("2026-02-03 08:00", $"provider-{code}", "provider.identity_verified", """{"method":"register"}""") : null;
        Assert.Equal(Enumerable.Repeat("U1-INVALID_USCC", found), Rules(history, "U1"));
    }

    [Fact]
    public void U2_A_service_of_no_standard_or_of_an_unknown_category_is_found()
    {
        var off = Service(Network(), "S2", Content.Replace("\"LEGAL-1\"", "\"LEGAL-9\""));
        Assert.Equal(["U2-OFF_STANDARD_SERVICE"], Rules(off, "U2"));
        Assert.Equal("FAIL 1/2", off.Figure(March, "U2-OFF_STANDARD_SERVICE"));

        // Its category is neither the standard's nor in the list.
        Assert.Equal(["U2-OFF_STANDARD_SERVICE", "U2-UNKNOWN_CATEGORY"], Rules(Service(Network(), "S2", Content.Replace("\"LEGAL\"", "\"MAGIC\"")), "U2"));
    }

    // From 1 January 08:00 ninety days are 1 April 08:00; from 31 December 08:00 they are 31 March 08:00.
    [Theory]
    [InlineData("2026-01-01 08:00", 0)]
    [InlineData("2025-12-31 08:00", 1)]
    public void U2_An_older_version_of_a_standard_has_ninety_days(string newer, int found)
    {
        var history = Network().Add("2026-01-02 09:00", "standard-LEGAL-1", "standard.adopted", Standard(2, newer, "LEGAL", 3, 3, 20, 100_000, 1_000), History.Province);
        Assert.Equal(Enumerable.Repeat("U2-OUTDATED_STANDARD", found), Rules(history, "U2"));
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(21, 1)]
    public void U2_A_promise_looser_than_the_standard_is_found(int days, int found) => Assert.Equal(
        Enumerable.Repeat("U2-LOOSER_THAN_STANDARD", found),
        Rules(Network().Add("2026-02-05 08:00", "service-S1", "commitment.published", Commitment(2, "2026-02-05 08:00", complete: days)), "U2"));

    [Fact]
    public void U3_A_move_that_the_stages_do_not_have_is_found_in_the_month_it_happened()
    {
        var history = Network().Whole(1).Do(1, "2026-04-02 09:00", "delivery.paused", $$"""{"delivery_id":"{{History.Id(1)}}","reason_code":"X"}""");
        Assert.Equal([], Rules(history, "U3"));
        Assert.Equal("PASS 1/1", history.Figure(March, "U3-ILLEGAL_TRANSITION"));
        Assert.Equal(["U3-ILLEGAL_TRANSITION"], Rules(history, "U3", "2026-04"));
        var finding = Assert.Single(history.Judge("2026-04").Findings, finding => finding.Item == "U3");
        Assert.Equal((History.Case(1), "SC-510700"), (finding.Subject, finding.Node));
        Assert.Equal(history.Entries[^1].Position.Value, Assert.Single(finding.Evidence).Position);
    }

    [Fact]
    public void U3_A_delivery_by_another_without_an_accepted_referral_is_off_the_ledger()
    {
        History Begin() => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00");
        Assert.Contains("U3-OFF_LEDGER_HANDOFF", Rules(Begin().Start(1, "2026-03-04 09:00", provider: History.Provider), "U3"));
        var onLedger = Begin().Offer(1, "2026-03-03 10:00", "2026-03-05 00:00", kind: "co_delivery", to: "SC-510700", provider: History.Provider)
            .TakeReferral(1, "2026-03-03 11:00", kind: "co_delivery", to: "SC-510700", provider: History.Provider)
            .Start(1, "2026-03-04 09:00", provider: History.Provider);
        Assert.Equal([], Rules(onLedger, "U3"));
        Assert.Equal("PASS 1/1", History.Figure(onLedger.Judge(March), "U3-OFF_LEDGER_HANDOFF", History.Provider));
        Assert.Contains("U3-OFF_LEDGER_HANDOFF", Rules(Begin().Start(1, "2026-03-04 09:00", node: "SC"), "U3"));
        Assert.Equal([], Rules(Begin().Offer(1, "2026-03-03 10:00", "2026-03-05 00:00").TakeReferral(1, "2026-03-03 11:00").Start(1, "2026-03-04 09:00", node: "SC"), "U3"));
    }

    [Theory]
    [InlineData("2026-03-04 23:59", 0)]
    [InlineData("2026-03-05 00:00", 1)]
    public void U3_A_referral_that_is_not_answered_in_time_is_the_answering_platforms(string answered, int found)
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Offer(1, "2026-03-03 10:00", "2026-03-05 00:00").TakeReferral(1, answered);
        Assert.Equal(Enumerable.Repeat("U3-REFERRAL_TIMEOUT", found), Rules(history, "U3"));
        Assert.Equal(found == 0 ? "PASS 1/1" : "FAIL 0/1", History.Figure(history.Judge(March), "U3-REFERRAL_TIMEOUT", "SC"));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void U3_More_than_three_hops_are_too_many(int hops, int found)
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00");
        for (var hop = 1; hop <= hops; hop++)
        {
            history.Offer(1, $"2026-03-0{hop + 2} 10:00", "2026-03-31 00:00", hop).TakeReferral(1, $"2026-03-0{hop + 2} 11:00", hop);
        }

        Assert.Equal(Enumerable.Repeat("U3-EXCESS_HOPS", found), Rules(history, "U3"));
    }

    // Entered after the referral was accepted at 11:00, but begun before it.
    [Theory]
    [InlineData("2026-03-03 11:00", 0)]
    [InlineData("2026-03-03 10:59", 1)]
    public void U3_A_delivery_that_began_before_the_referral_was_accepted_is_off_the_ledger(string begun, int found) => Assert.Equal(
        Enumerable.Repeat("U3-OFF_LEDGER_HANDOFF", found),
        Rules(Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Offer(1, "2026-03-03 10:00", "2026-03-05 00:00")
            .TakeReferral(1, "2026-03-03 11:00").Do(1, begun, "delivery.started",
                $$"""{"delivery_id":"{{History.Id(1)}}","mode":"online","node_id":"SC","provider_id":"SC"}""", History.Province, "2026-03-03 12:00"), "U3"));

    // Suspended on Monday the 9th: one working day is over with Tuesday the 10th.
    [Theory]
    [InlineData("2026-03-10 23:59", 0)]
    [InlineData("2026-03-11 00:01", 1)]
    public void U3_A_case_without_a_platform_for_longer_than_a_working_day_is_found_though_it_has_one_again_at_the_months_end(string reinstated, int found)
    {
        History Suspended() => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00")
            .Add("2026-03-09 09:00", "platform-SC-510700", "platform.suspended",
                $$"""{"effective_from":"{{History.Utc("2026-03-09 09:00")}}","reason_code":"AUDIT"}""", History.Province)
            .Add(reinstated, "platform-SC-510700", "platform.reinstated",
                $$"""{"effective_from":"{{History.Utc(reinstated)}}","reason_code":"AUDITED"}""", History.Province);
        Assert.Equal(Enumerable.Repeat("U3-ORPHAN_CASE", found), Rules(Suspended(), "U3"));
        Assert.Equal([], Rules(Suspended(), "U3", "2026-04"));
    }

    [Fact]
    public void U3_A_case_that_stays_without_a_platform_is_found_in_every_month()
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Add("2026-03-27 09:00", "platform-SC-510700", "platform.suspended",
            $$"""{"effective_from":"{{History.Utc("2026-03-27 09:00")}}","reason_code":"AUDIT"}""", History.Province);
        Assert.Equal(["U3-ORPHAN_CASE"], Rules(history, "U3", "2026-04"));
        Assert.Equal(["U3-ORPHAN_CASE"], Rules(history, "U3", "2026-05"));
    }

    // Closed on Friday the 27th, one working day is Monday the 30th; closed on the 31st, it is 1 April.
    [Theory]
    [InlineData("2026-03-27 09:00", 1)]
    [InlineData("2026-03-31 09:00", 0)]
    public void U3_An_open_case_whose_platform_is_closed_has_nobody(string suspended, int found) => Assert.Equal(
        Enumerable.Repeat("U3-ORPHAN_CASE", found),
        Rules(Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Add(suspended, "platform-SC-510700", "platform.suspended",
            $$"""{"effective_from":"{{History.Utc(suspended)}}","reason_code":"AUDIT"}""", History.Province), "U3"));

    [Theory]
    [InlineData("2026-03-05 09:00", 0)]
    [InlineData("2026-03-05 09:01", 1)]
    public void U3_What_is_recorded_more_than_three_days_late_is_backdated(string recorded, int found) => Assert.Equal(
        Enumerable.Repeat("U3-BACKDATED_EVENT", found),
        Rules(Network().Submit(1, "2026-03-01 09:00").Do(1, "2026-03-02 09:00", "request.contacted", """{"method":"call"}""", recorded: recorded), "U3"));

    [Theory]
    [InlineData(100_000, 1_000, null)]
    [InlineData(100_001, 1_000, "U4-FEE_ABOVE_CAP")]
    [InlineData(100_000, 999, "U4-DISCOUNT_BELOW_MINIMUM")]
    public void U4_A_fee_item_outside_its_standards_band_is_found(long max, int discount, string? found) => Assert.Equal(
        found is null ? [] : [found],
        Rules(Network().Add("2026-02-05 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-02-05 08:00", max: max, discount: discount)), "U4"));

    [Fact]
    public void U4_Two_platforms_that_charge_a_case_for_the_same_item_are_found()
    {
        History Charged(string second) => Network().Submit(1, "2026-02-02 09:00").Accept(1, "2026-02-03 09:00").Quote(1, "2026-02-03 10:00", Line(), 15_002)
            .Agree(1, "2026-02-03 11:00").Charge(1, "2026-02-04 09:00", Line(), 15_002).Charge(1, "2026-03-04 09:00", Line(), 15_002, second);
        Assert.Equal(["U4-DOUBLE_CHARGE"], Rules(Charged("SC"), "U4"));
        Assert.Equal([], Rules(Charged("SC"), "U4", "2026-02"));
        Assert.Equal([], Rules(Charged("SC-510700"), "U4"));
    }

    // 17,000 and 23,000: 6,000 over the median of 20,000 is 30 percent.
    [Theory]
    [InlineData(23_000, 0)]
    [InlineData(23_001, 1)]
    public void U4_Prices_of_one_standard_may_lie_thirty_percent_apart(long other, int found)
    {
        var history = Network().Add("2026-02-05 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-02-05 08:00", max: 17_000));
        Service(history, "S2", fee: false, node: "SC").Add("2026-02-05 08:00", "service-S2", "fee_item.published", FeeItem(1, "2026-02-05 08:00", max: other), "SC");
        Assert.Equal(Enumerable.Repeat("U4-PRICE_DISPERSION", found), Rules(history, "U4"));
    }

    // The regime asks for 20 percent of at least five deliveries.
    [Theory]
    [InlineData(1, 4, "PASS 1/5")]
    [InlineData(1, 5, "FAIL 1/6")]
    [InlineData(0, 4, "INSUFFICIENT_DATA 0/4")]
    public void U4_The_share_of_public_good_services_is_found_as_one_figure(int good, int market, string figure)
    {
        var history = Network();
        for (var i = 1; i <= good + market; i++)
        {
            history.Submit(i, "2026-03-02 09:00").Accept(i, "2026-03-03 09:00", i <= good ? "public_good" : "market").Start(i, "2026-03-04 09:00").Complete(i, "2026-03-06 09:00");
        }

        Assert.Equal(figure, history.Figure(March, "U4-PUBLIC_GOOD_SHARE_LOW"));
        Assert.Equal(figure[0] == 'F' ? ["U4-PUBLIC_GOOD_SHARE_LOW"] : [], Rules(history, "U4"));
    }
}
