using static Ledger.Tests.Compliance.Cases;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>D1 to D5: for each violation code one history that shows it, beside the sound one that shows none.</summary>
public sealed class DisclosureTests
{
    private const string March = "2026-03";

    private static History Charged(string line, long total, string size = "large", string nature = "discounted") => Network()
        .Submit(1, "2026-03-02 09:00", size).Accept(1, "2026-03-03 09:00", nature)
        .Quote(1, "2026-03-03 10:00", line, total).Agree(1, "2026-03-03 11:00").Charge(1, "2026-03-04 09:00", line, total);

    private static string[] Rules(History history, string item, string month = March) => [.. history.Found(month).Where(rule => rule.StartsWith(item, StringComparison.Ordinal))];

    [Fact]
    public void A_sound_month_has_no_finding()
    {
        // 1.5 hours at 10,001 fen are 15,001.5, so 15,002 fen; the small enterprise's tenth is 1,500.2, so 1,500.
        var history = Network().Whole(1).Submit(2, "2026-03-10 09:00", "small")
            .Accept(2, "2026-03-11 09:00", contact: "2026-03-17 00:00", complete: "2026-03-26 00:00").Contact(2, "2026-03-11 09:30")
            .Quote(2, "2026-03-11 10:00", Line(discount: 1_500), 13_502).Agree(2, "2026-03-11 11:00").Start(2, "2026-03-12 09:00")
            .Charge(2, "2026-03-13 09:00", Line(discount: 1_500), 13_502).Complete(2, "2026-03-13 10:00").Invite(2, "2026-03-13 10:30").Rate(2, "2026-03-13 11:00", 5)
            .Close(2, "2026-03-16 09:00")
            .ReportMarch("""[{"code":"DELIVERIES_COMPLETED","value":2},{"code":"CHARGED_FEN","value":13502},{"code":"OTHER","value":7}]""");
        Assert.Equal([], history.Found(March));
        Assert.Equal("PASS 2/2", history.Figure(March, "D1-UNDISCLOSED_SERVICE"));
        Assert.Equal("PASS 1/1", history.Figure(March, "D1-INCOMPLETE_ENTRY"));
        Assert.Equal("PASS 2/2", history.Figure(March, "D2-OFF_PROCESS_TRANSITION"));
        Assert.Equal("PASS 1/1", history.Figure(March, "D3-UNLISTED_FEE"));
        Assert.Equal("PASS 1/1", history.Figure(March, "D3-REDUCTION_NOT_APPLIED"));
        Assert.Equal("NOT_APPLICABLE 0/0", history.Figure(March, "D3-FREE_SERVICE_CHARGED"));
        Assert.Equal("PASS 2/2", history.Figure(March, "D4-COMMITMENT_BREACHED"));
        Assert.Equal("PASS 2/2", history.Figure(March, "D5-RESULT_NOT_PUBLISHED"));
        Assert.Equal("PASS 2/2", history.Figure(March, "U5-REPORT_MISMATCH"));
    }

    [Fact]
    public void D1_A_delivery_under_no_published_version_is_found()
    {
        var undisclosed = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", service: "S9").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00");
        Assert.Contains("D1-UNDISCLOSED_SERVICE", undisclosed.Found(March));
        Assert.Equal("FAIL 0/1", undisclosed.Figure(March, "D1-UNDISCLOSED_SERVICE"));
    }

    [Theory]
    [InlineData("\"contact\":\"0816-96871\"", "\"contact\":\" \"")]
    [InlineData("\"materials\":[\"licence\"]", "\"materials\":[]")]
    [InlineData("\"standard_code\":\"LEGAL-1\",\"standard_version\":1", "\"standard_code\":\"\",\"standard_version\":0")]
    public void D1_An_entry_that_leaves_something_out_is_found(string full, string empty)
    {
        var history = Service(Network(), "S2", Content.Replace(full, empty));
        Assert.Equal(["D1-INCOMPLETE_ENTRY"], Rules(history, "D1"));
        Assert.Equal("FAIL 1/2", history.Figure(March, "D1-INCOMPLETE_ENTRY"));
    }

    // 2026-01-05 and 365 days is 2027-01-05: the end of January 2027 is later, that of December 2026 is not.
    [Fact]
    public void D1_An_entry_that_nobody_looked_at_for_a_year_is_stale()
    {
        Assert.Equal([], Rules(Network(), "D1", "2026-12"));
        Assert.Equal(["D1-STALE_ENTRY"], Rules(Network(), "D1", "2027-01"));
        var assured = Network().Add("2026-02-01 09:00", "service-S1", "service.assured", """{"assured_on":"2026-01-31"}""");
        Assert.Equal([], Rules(assured, "D1", "2027-01"));
    }

    [Fact]
    public void D1_A_version_in_force_before_it_was_recorded_is_late()
    {
        var late = Network().Add("2026-03-10 08:00", "service-S2", "service.published", Published(Content, "2026-03-10 07:59"));
        Assert.Equal(["D1-LATE_PUBLICATION"], Rules(late, "D1"));
        Assert.Equal([], Rules(Network().Add("2026-03-10 08:00", "service-S2", "service.published", Published(Content, "2026-03-10 08:00")), "D1"));
    }

    [Fact]
    public void D2_D3_D4_A_service_without_process_fee_or_commitment_is_found()
    {
        Assert.Equal(["D2-NO_PUBLISHED_PROCESS"], Rules(Service(Network(), "S2", process: false), "D2"));
        Assert.Equal(["D3-FEE_NOT_PUBLISHED"], Rules(Service(Network(), "S2", fee: false), "D3"));
        Assert.Equal(["D4-NO_COMMITMENT"], Rules(Service(Network(), "S2", commitment: false), "D4"));
        var noRedress = Service(Network(), "S2", commitment: false)
            .Add("2026-01-05 08:00", "service-S2", "commitment.published", Commitment(1, "2026-01-05 08:00", redress: " "));
        Assert.Equal(["D4-NO_COMMITMENT"], Rules(noRedress, "D4"));
    }

    [Fact]
    public void D2_A_closed_case_that_was_delivered_without_acceptance_is_off_its_process()
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00").Close(1, "2026-03-09 09:00");
        Assert.Equal(["D2-OFF_PROCESS_TRANSITION"], Rules(history, "D2"));
        Assert.Equal("FAIL 0/1", history.Figure(March, "D2-OFF_PROCESS_TRANSITION"));
    }

    // Ten working days after Wednesday the 4th: 6, 9 to 13, 16 to 19; the limit passes when Thursday the 19th is over.
    [Theory]
    [InlineData("2026-03-19 23:59", 0)]
    [InlineData("2026-03-20 00:00", 1)]
    public void D2_A_case_that_is_silent_for_longer_than_its_longest_step_has_a_gap(string next, int gaps)
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Start(1, "2026-03-04 09:00").Complete(1, next);
        Assert.Equal(gaps, Rules(history, "D2").Count(rule => rule == "D2-TIMELINE_GAP"));
    }

    [Theory]
    [InlineData("ADVICE", 2)]
    [InlineData("TRAVEL", 1)]
    public void D3_A_line_that_names_no_listed_item_or_version_is_found(string item, int version)
    {
        var history = Charged(Line(item: item, version: version), 15_002);
        Assert.Equal(["D3-UNLISTED_FEE"], Rules(history, "D3"));
        Assert.Equal("FAIL 0/1", history.Figure(March, "D3-UNLISTED_FEE"));
    }

    [Fact]
    public void D3_What_was_listed_at_the_quote_binds_whatever_is_published_later()
    {
        var before = Charged(Line(), 15_002)
            .Add("2026-03-20 09:00", "service-S1", "fee_item.published", FeeItem(2, "2026-03-01 08:00", max: 10_000));
        Assert.Equal([], Rules(before, "D3"));
    }

    // Effective from the 1st, but published on the 4th at 08:00 only: whoever was quoted before could not have known it.
    [Theory]
    [InlineData("2026-03-04 07:59", 1)]
    [InlineData("2026-03-04 08:00", 0)]
    public void D3_An_item_is_listed_from_the_instant_at_which_it_is_published(string quoted, int found)
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00")
            .Add("2026-03-04 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-03-01 08:00"))
            .Do(1, quoted, "fee.quoted", $$"""
                {"lines":[{{Line(version: 2)}}],"quote_id":"{{History.Id(1)}}","total_fen":15002,"valid_until":"{{History.Utc("2026-12-31 00:00")}}"}
                """, recorded: "2026-03-04 09:00")
            .Agree(1, "2026-03-04 09:30").Charge(1, "2026-03-04 10:00", Line(version: 2), 15_002);
        Assert.Equal(Enumerable.Repeat("D3-UNLISTED_FEE", found), Rules(history, "D3"));
    }

    [Theory]
    [InlineData(20_000, 30_000, 0)]
    [InlineData(20_001, 30_002, 1)]
    [InlineData(10_000, 15_000, 0)]
    [InlineData(9_999, 14_999, 1)]
    public void D3_A_price_outside_its_published_band_is_found(long price, long total, int found) =>
        Assert.Equal(Enumerable.Repeat("D3-OVER_LIST_PRICE", found), Rules(Charged(Line(price: price), total), "D3"));

    [Theory]
    [InlineData(15_002, 0)]
    [InlineData(15_001, 1)]
    public void D3_A_total_that_is_not_the_sum_of_its_lines_is_found(long total, int found) =>
        Assert.Equal(Enumerable.Repeat("D3-TOTAL_MISMATCH", found), Rules(Charged(Line(), total), "D3"));

    [Fact]
    public void D3_A_charge_that_nobody_agreed_to_is_found() => Assert.Equal(["D3-CHARGE_WITHOUT_QUOTE"], Rules(
        Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Quote(1, "2026-03-03 10:00", Line(), 15_002)
            .Charge(1, "2026-03-04 09:00", Line(), 15_002).Agree(1, "2026-03-05 09:00"), "D3"));

    // Entered after the requester's word, but made before it.
    [Theory]
    [InlineData("2026-03-03 11:00", 0)]
    [InlineData("2026-03-03 10:59", 1)]
    public void D3_What_is_charged_before_the_requester_agreed_is_found_whenever_it_is_recorded(string charged, int found) => Assert.Equal(
        Enumerable.Repeat("D3-CHARGE_WITHOUT_QUOTE", found),
        Rules(Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Quote(1, "2026-03-03 10:00", Line(), 15_002).Agree(1, "2026-03-03 11:00")
            .Do(1, charged, "fee.charged", $$"""{"lines":[{{Line()}}],"quote_id":"{{History.Id(1)}}","total_fen":15002}""", recorded: "2026-03-03 12:00"), "D3"));

    [Fact]
    public void D3_A_public_good_that_costs_something_is_found()
    {
        Assert.Equal(["D3-FREE_SERVICE_CHARGED"], Rules(Charged(Line(), 15_002, nature: "public_good"), "D3"));
        Assert.Equal("PASS 1/1", Charged(Line(discount: 15_002), 0, nature: "public_good").Figure(March, "D3-FREE_SERVICE_CHARGED"));
    }

    [Theory]
    [InlineData("micro", 1_500, 0)]
    [InlineData("micro", 1_499, 1)]
    [InlineData("medium", 0, 0)]
    public void D3_A_published_reduction_that_was_not_given_is_found(string size, long discount, int found) => Assert.Equal(
        Enumerable.Repeat("D3-REDUCTION_NOT_APPLIED", found), Rules(Charged(Line(discount: discount), 15_002 - discount, size), "D3"));

    [Theory]
    [InlineData("2026-03-18 23:59", "PASS 1/1")]
    [InlineData("2026-03-19 00:00", "FAIL 0/1")]
    public void D4_A_clock_is_met_before_its_instant_and_not_at_it(string completed, string figure)
    {
        var history = Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", complete: "2026-03-19 00:00")
            .Start(1, "2026-03-04 09:00").Complete(1, completed);
        Assert.Equal(figure, history.Figure(March, "D4-COMMITMENT_BREACHED"));
    }

    [Fact]
    public void D4_A_clock_moves_by_an_extension_in_time_and_stops_while_the_requester_is_asked()
    {
        static string Extension(string to) => $$"""
            {"approved_by_role":"director","new_due":"{{History.Utc(to)}}","previous_due":"{{History.Utc("2026-03-19 00:00")}}","reason_code":"EXPERT_ILL"}
            """;
        History Begin() => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", complete: "2026-03-19 00:00").Start(1, "2026-03-04 09:00");
        Assert.Equal("PASS 1/1", Begin().Do(1, "2026-03-18 09:00", "delivery.extended", Extension("2026-03-25 00:00")).Complete(1, "2026-03-24 09:00").Figure(March, "D4-COMMITMENT_BREACHED"));
        Assert.Equal("FAIL 0/1", Begin().Do(1, "2026-03-19 09:00", "delivery.extended", Extension("2026-03-25 00:00")).Complete(1, "2026-03-24 09:00").Figure(March, "D4-COMMITMENT_BREACHED"));

        // Two days from the 2nd. Asked on Tuesday the 3rd, given on Monday the 9th: 3, 4 and 6 are lost, 9 and 10 are the two.
        History Asked(string accepted) => Network().Submit(1, "2026-03-02 09:00", due: "2026-03-05 00:00")
            .Do(1, "2026-03-03 09:00", "request.supplement_requested", """{"clock_paused":true,"missing_items":["LICENCE"]}""")
            .Do(1, "2026-03-09 09:00", "request.supplemented", """{"items":["LICENCE"]}""").Accept(1, accepted);
        Assert.Equal("PASS 1/1", Asked("2026-03-10 23:59").Figure(March, "D4-COMMITMENT_BREACHED"));
        Assert.Equal("FAIL 0/1", Asked("2026-03-11 00:00").Figure(March, "D4-COMMITMENT_BREACHED"));
    }

    [Fact]
    public void D4_A_later_looser_promise_that_reaches_an_open_case_is_found()
    {
        // Accepted on the 3rd under ten days; version 2 with twenty days is in force from the 6th only.
        var weakened = Network().Add("2026-03-02 08:00", "service-S1", "commitment.published", Commitment(2, "2026-03-06 08:00", complete: 20))
            .Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", commitment: 2, complete: "2026-04-02 00:00");
        Assert.Equal(["D4-RETROACTIVE_WEAKENING"], Rules(weakened, "D4"));
        Assert.Equal([], Rules(Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", contact: "2026-03-10 00:00", complete: "2026-03-19 00:00")
            .Contact(1, "2026-03-03 10:00").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00"), "D4"));
    }

    // Version 2 with twenty days takes effect on the 3rd at 08:00 but is published at 12:00 only: it binds nobody before.
    [Theory]
    [InlineData("2026-03-03 11:59", 1)]
    [InlineData("2026-03-03 12:00", 0)]
    public void D4_A_looser_promise_that_was_not_public_at_acceptance_is_found(string accepted, int found)
    {
        var history = Network().Submit(1, "2026-03-02 09:00")
            .Add("2026-03-03 12:00", "service-S1", "commitment.published", Commitment(2, "2026-03-03 08:00", complete: 20))
            .Do(1, accepted, "request.accepted", $$"""
                {"commitment_version":2,"due_complete_at":"{{History.Utc("2026-04-02 00:00")}}","due_first_contact_at":"{{History.Utc("2026-03-10 00:00")}}",
                "nature":"discounted","process_version":1,"service_code":"S1","service_version":1,"standard_code":"LEGAL-1","standard_version":1}
                """, recorded: "2026-03-03 13:00")
            .Contact(1, "2026-03-03 14:00");
        Assert.Equal(Enumerable.Repeat("D4-RETROACTIVE_WEAKENING", found), Rules(history, "D4"));
    }

    [Fact]
    public void D4_An_extension_that_gives_no_reason_is_found() => Assert.Contains("D4-EXTENSION_WITHOUT_REASON", Rules(
        Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", complete: "2026-03-19 00:00").Start(1, "2026-03-04 09:00")
            .Do(1, "2026-03-18 09:00", "delivery.extended", $$"""
                {"approved_by_role":"director","new_due":"{{History.Utc("2026-03-25 00:00")}}","previous_due":"{{History.Utc("2026-03-19 00:00")}}","reason_code":"none"}
                """), "D4"));

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    public void D4_A_promise_longer_than_the_network_allows_is_empty(int days, int found) => Assert.Equal(
        Enumerable.Repeat("D4-EMPTY_PROMISE", found),
        Rules(Network().Add("2026-02-05 08:00", "service-S1", "commitment.published", Commitment(2, "2026-02-05 08:00", complete: days)), "D4"));

    // Seven working days after March: 1 to 3 and 6 to 9 April.
    [Theory]
    [InlineData("2026-04-09 23:59", 0)]
    [InlineData("2026-04-10 00:00", 1)]
    public void D5_A_month_that_is_reported_late_or_never_is_found(string at, int late)
    {
        Assert.Equal(Enumerable.Repeat("D5-LATE_RESULT", late), Rules(Network().Whole(1).ReportMarch(at: at), "D5"));
        Assert.Equal(["D5-RESULT_NOT_PUBLISHED", "D5-RESULT_NOT_PUBLISHED"], Rules(Network().Whole(1), "D5"));
    }

    [Theory]
    [InlineData("not_stated", 1)]
    [InlineData("unresolved", 0)]
    public void D5_A_case_that_is_closed_without_an_outcome_is_found(string outcome, int found) => Assert.Equal(
        Enumerable.Repeat("D5-MISSING_OUTCOME", found),
        Rules(Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00", outcome)
            .Invite(1, "2026-03-06 10:00").Close(1, "2026-03-09 09:00", outcome).ReportMarch(), "D5"));

    // Completed on Friday the 6th: one working day is Monday the 9th.
    [Theory]
    [InlineData("2026-03-09 23:59", 0)]
    [InlineData("2026-03-10 00:00", 1)]
    public void D5_A_rating_that_nobody_was_asked_for_in_time_is_suppressed(string invited, int found) => Assert.Equal(
        Enumerable.Repeat("D5-RATING_SUPPRESSED", found),
        Rules(Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00")
            .Invite(1, invited).ReportMarch(), "D5"));

    // Rated on Tuesday 3 March: fifteen working days are 4, 6, 9 to 13, 16 to 20, 23 to 25.
    [Theory]
    [InlineData(2, "2026-03-25 23:59", 0)]
    [InlineData(2, "2026-03-26 00:00", 1)]
    [InlineData(3, "2026-03-26 00:00", 0)]
    public void D5_A_bad_rating_that_is_not_put_right_in_time_is_found(int score, string closed, int found) => Assert.Equal(
        Enumerable.Repeat("D5-BAD_RATING_UNRECTIFIED", found),
        Rules(Network().Submit(1, "2026-02-23 09:00").Accept(1, "2026-02-24 09:00").Start(1, "2026-02-25 09:00").Complete(1, "2026-02-27 09:00")
            .Invite(1, "2026-02-27 10:00").Rate(1, "2026-03-03 09:00", score)
            .Do(1, closed, "rating.rectification_closed", $$"""{"action_code":"REDONE","delivery_id":"{{History.Id(1)}}","rechecked":true}""")
            .ReportMarch(), "D5"));
}
