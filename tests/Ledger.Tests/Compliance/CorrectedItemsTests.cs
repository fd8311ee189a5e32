using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using static Ledger.Tests.Compliance.Cases;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>For each of the eleven items: March breaks it by a slip in one field, is judged and published; in April the field is
/// corrected and March judged again.</summary>
public sealed class CorrectedItemsTests
{
    private const string March = "2026-03";
    private const string Second = "SC-510600";

    // Asked for on the 2nd at nine, completed on the 6th at nine: 4 * 24 hours are 345,600,000 ms.
    private const string OneCase = """
        "received":1,"accepted":1,"completed":1,"services":1,"enterprises":1,"invited":1,"confirmed":1,"closed":1,
        "duration_median_ms":345600000,"duration_p90_ms":345600000
        """;

    /// <param name="Rule">What is broken.</param>
    /// <param name="Node">The platform that answers for it.</param>
    /// <param name="Type">Of the entry with the slip: the last one, or the one about the node.</param>
    private sealed record Slip(string Rule, Func<History> Of, string Type, string Field, string Value, string Node = History.Window, string Figures = "");

    private static readonly Dictionary<string, Slip> Slips = new()
    {
        ["D1"] = new("D1-UNDISCLOSED_SERVICE", static () => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", service: "S9")
            .Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00"), "request.accepted", "service_code", "S1"),
        ["D2"] = new("D2-NO_PUBLISHED_PROCESS", static () => Service(Network(), "S2", process: false).Add(
            "2026-01-05 08:00", "service-S2", "process.published", Process(1, "2026-04-05 08:00")), "process.published", "effective_from", History.Utc("2026-01-05 08:00")),
        ["D3"] = new("D3-TOTAL_MISMATCH", static () => Pairs.Charged(Line(), 15_001), "fee.charged", "total_fen", "15002", Figures: """
            "received":1,"accepted":1,"charged_fen":15001
            """),
        ["D4"] = new("D4-EXTENSION_WITHOUT_REASON", static () => Network().Submit(1, "2026-03-02 09:00")
            .Accept(1, "2026-03-03 09:00", contact: "2026-03-10 00:00", complete: "2026-03-19 00:00").Contact(1, "2026-03-03 10:00").Start(1, "2026-03-04 09:00")
            .Do(1, "2026-03-18 09:00", "delivery.extended", $$"""
            {"approved_by_role":"director","new_due":"{{History.Utc("2026-04-25 00:00")}}","previous_due":"{{History.Utc("2026-03-19 00:00")}}","reason_code":"none"}
            """), "delivery.extended", "reason_code", "EXPERT_ILL"),
        ["D5"] = new("D5-MISSING_OUTCOME", static () => Pairs.Begun().Complete(1, "2026-03-06 09:00").Invite(1, "2026-03-06 10:00")
            .Close(1, "2026-03-09 09:00", "not_stated"), "request.closed", "outcome_code", "resolved", Figures: OneCase),
        ["U1"] = new("U1-NON_UNIFIED_HOTLINE", static () => Pairs.Window(Network(), hotline: "12345"), "platform.registered", "hotline", "96871", Second),
        ["U2"] = new("U2-LOOSER_THAN_STANDARD", static () => Network().Add("2026-02-05 08:00", "service-S1", "commitment.published", Commitment(2, "2026-02-05 08:00", complete: 21)),
            "commitment.published", "complete_within_working_days", "20"),
        ["U3"] = new("U3-ORPHAN_CASE", static () => Orphaned("2026-03-09 15:00", "2026-05-09 15:00"), "platform.reinstated", "effective_from", History.Utc("2026-03-09 15:00")),
        ["U4"] = new("U4-FEE_ABOVE_CAP", static () => Network().Add("2026-02-05 08:00", "service-S1", "fee_item.published", FeeItem(2, "2026-02-05 08:00", max: 100_001)),
            "fee_item.published", "max_fen", "100000"),
        ["U5"] = new("U5-INVALID_CODE", static () => Pairs.Requested(region: "510200"), "request.submitted", "region_code", "510700"),
        ["U6"] = new("U6-SCORE_NOT_REPRODUCIBLE", static () => Pairs.Assessed(total: 80_000_001), "assessment.conducted", "total_micro", "80000000"),
    };

    // Of D2 there are two services, of U1 three platforms, of U6 two that were assessed; of the others one thing each. U5 also wants
    // twenty recordings of a month to say how many were late; there are fewer.
    [Theory]
    [InlineData("D1", "FAIL 0/1", "PASS 1/1")]
    [InlineData("D2", "FAIL 1/2", "PASS 2/2")]
    [InlineData("D3", "FAIL 0/1", "PASS 1/1")]
    [InlineData("D4", "FAIL 0/1", "PASS 1/1")]
    [InlineData("D5", "FAIL 0/1", "PASS 1/1")]
    [InlineData("U1", "FAIL 2/3", "PASS 3/3")]
    [InlineData("U2", "FAIL 0/1", "PASS 1/1")]
    [InlineData("U3", "FAIL 0/1", "PASS 1/1")]
    [InlineData("U4", "FAIL 0/1", "PASS 1/1")]
    [InlineData("U5", "FAIL 0/1", "PASS 1/1", "INSUFFICIENT_DATA")]
    [InlineData("U6", "FAIL 1/2", "PASS 2/2")]
    public void A_verdict_stands_as_published_and_beside_it_what_a_correction_made_of_it_and_why(string item, string published, string corrected, string outcome = "PASS")
    {
        var slip = Slips[item];
        var history = Published(slip);
        Assert.Equal(published, Judged(history, slip.Rule));
        var figures = history.Rows<PublicationRow>().Single().Figures;

        history.Correct(Target(history, slip), slip.Field, slip.Value);
        var by = history.Entries[^1];
        history.Evaluate(March, "2026-04-10 10:00");

        Assert.Equal(corrected, Judged(history, slip.Rule));
        var row = history.Rows<PublicationRow>().Single();
        foreach (var subject in new[] { "", slip.Node })
        {
            var verdict = row.Verdicts.Single(one => one.Item == item && one.Subject == subject);
            Assert.Equal(("FAIL", outcome), (verdict.Frozen, verdict.Now));
            Assert.Equal(new ChangeReason(ChangeReason.Correction, by.Position.Value, by.EventId, "correction.issued", "SLIP"), verdict.Reasons.Single());
        }

        Assert.Equal([item], row.Verdicts.Where(one => one.Now != one.Frozen).Select(one => one.Item).Distinct().Except([VerdictRow.Grade]));
        Assert.Equal(figures.Select(one => (one.Node, one.Code, one.Stated, one.Recounted)), row.Figures.Select(one => (one.Node, one.Code, one.Stated, one.Recounted)));
    }

    // Charged were 1.5 hours at 10,001 fen: 15,001.5, rounded half up.
    [Fact]
    public void A_corrected_figure_stands_beside_the_frozen_one_and_the_frozen_one_is_no_mismatch()
    {
        var history = Published(Slips["D3"]);
        history.Correct(Target(history, Slips["D3"]), "total_fen", "15002").Evaluate(March, "2026-04-10 10:00");

        var changed = history.Rows<PublicationRow>().Single().Figures.Where(figure => figure.Now != figure.Stated).ToList();
        Assert.Equal(
            [("", "charged_fen", 15_001L, 15_001L, 15_002L), (History.Window, "charged_fen", 15_001L, 15_001L, 15_002L)],
            changed.Select(figure => (figure.Node, figure.Code, figure.Stated, figure.Recounted, figure.Now)));
        Assert.All(changed, figure => Assert.Equal((ChangeReason.Correction, "SLIP"), (figure.Reasons.Single().Kind, figure.Reasons.Single().ReasonCode)));

        // Received, accepted and charged, of the network and of its one window.
        Assert.Equal("PASS 6/6", Judged(history, "D5-RESULT_MISMATCH"));
    }

    [Fact]
    public void Of_several_corrections_of_an_entry_the_last_one_counts_and_each_is_a_reason()
    {
        var history = Published(Slips["U4"]);
        var target = Target(history, Slips["U4"]);
        history.Correct(target, "max_fen", "100002").Evaluate(March, "2026-04-10 10:00");
        Assert.Equal("FAIL 0/1", Judged(history, "U4-FEE_ABOVE_CAP"));
        history.Correct(target, "max_fen", "100000").Evaluate(March, "2026-04-10 11:00");
        Assert.Equal("PASS 1/1", Judged(history, "U4-FEE_ABOVE_CAP"));
        Assert.Equal(2, history.Rows<PublicationRow>().Single().Verdicts.Single(one => one is { Item: "U4", Subject: "" }).Reasons.Length);
    }

    // The window stated two requests where one was received; that it said so stays for all to see.
    [Fact]
    public void What_a_publication_stated_is_not_corrected()
    {
        var history = Published(Slips["D5"] with { Figures = OneCase.Replace("\"received\":1", "\"received\":2", StringComparison.Ordinal) });
        var before = Judged(history, "D5-RESULT_MISMATCH");
        history.Correct(history.Entries[^1], "size", "1").Evaluate(March, "2026-04-10 10:00");
        Assert.Equal("FAIL 18/20", before);
        Assert.Equal(before, Judged(history, "D5-RESULT_MISMATCH"));
    }

    [Fact]
    public void A_corrected_report_makes_the_month_due_that_it_is_about()
    {
        var history = Published(Slips["D1"]);
        Assert.DoesNotContain(new Month(2026, 3), Due());
        history.Correct(history.Entries.Last(entry => entry.Type == "report.submitted"), "reporter_role", "deputy");
        Assert.Contains(new Month(2026, 3), Due());

        List<Month> Due()
        {
            var facts = new MonthFacts();
            history.Entries.ToList().ForEach(facts.Add);
            return [.. DueMonths.Of(facts, History.At("2026-04-11 09:00")).Select(due => due.Month)];
        }
    }

    [Theory]
    [InlineData("total_fen", "much")]
    [InlineData("lines", "[]")]
    [InlineData("name", "x")]
    public void A_correction_that_makes_an_entry_what_its_type_does_not_know_changes_nothing(string field, string value)
    {
        var history = Published(Slips["D3"]);
        history.Correct(Target(history, Slips["D3"]), field, value).Evaluate(March, "2026-04-10 10:00");
        Assert.Equal("FAIL 0/1", Judged(history, "D3-TOTAL_MISMATCH"));
    }

    private static History Published(Slip slip) => slip.Of().Adopt("2026-01-02 09:00").ReportMarch("[]")
        .Evaluate(March, "2026-04-02 09:00").Publish(March, "2026-04-08 09:00", slip.Figures);

    private static PublicEntry Target(History history, Slip slip) => history.Entries.Last(
        entry => entry.Type == slip.Type && (entry.Fields.FindText("subject") ?? slip.Node) == slip.Node);

    private static string Judged(History history, string rule)
    {
        var measure = history.Rows<VerdictRow>().Single(row => row.Code == $"{March}/network//{rule[..2]}").Measures.Single(one => one.Rule == rule);
        return $"{measure.Outcome} {measure.Numerator}/{measure.Denominator}";
    }

    // Suspended at nine, and open again on the same afternoon.
    private static History Orphaned(string reinstated, string slipped) => Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00")
        .Add("2026-03-09 09:00", "platform-SC-510700", "platform.suspended", Effective("2026-03-09 09:00"), History.Province)
        .Add(reinstated, "platform-SC-510700", "platform.reinstated", Effective(slipped), History.Province);

    private static string Effective(string at) => $$"""{"effective_from":"{{History.Utc(at)}}","reason_code":"AUDIT"}""";
}
