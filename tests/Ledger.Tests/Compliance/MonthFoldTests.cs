using Projections.Compliance;
using Projections.Compliance.Months;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>What the views say of a month that is judged, published, and corrected.</summary>
public sealed class MonthFoldTests
{
    private const string March = "2026-03";

    // One case: asked for on the 2nd at nine, completed on the 6th at nine, which is 4 * 24 hours = 345,600,000 ms.
    private const string Right = """
        "received":1,"accepted":1,"completed":1,"services":1,"enterprises":1,"invited":1,"confirmed":1,"closed":1,
        "duration_median_ms":345600000,"duration_p90_ms":345600000
        """;

    private static History Judged() => Network().Adopt("2026-01-02 09:00").Whole(1).Evaluate(March, "2026-04-02 09:00");

    private static FindingRow Finding(History history, string rule, string subject) =>
        history.Rows<FindingRow>().Single(row => row.Rule == rule && row.Subject == subject);

    private static PublishedFigure Figure(History history, string code) =>
        history.Rows<PublicationRow>().Single().Figures.Single(figure => figure.Node == History.Window && figure.Code == code);

    [Fact]
    public void A_verdict_says_what_it_rests_on()
    {
        var history = Judged();
        var by = history.Entries[^1];
        var verdict = history.Rows<VerdictRow>().Single(row => row.Code == "2026-03/network//D5");

        Assert.Equal(("FAIL", "default", 1L), (verdict.Outcome, verdict.RegimeId, verdict.RegimeVersion));
        Assert.Equal(new EntryMark(by.Position.Value, by.EventId, History.At("2026-04-02 09:00")), verdict.Evaluated);
        var measure = verdict.Measures.Single(one => one.Rule == "D5-RESULT_NOT_PUBLISHED");
        Assert.Equal(("FAIL", 0L, 2L, 10_000L, 10_000L, 1L), (measure.Outcome, measure.Numerator, measure.Denominator, measure.PassBasisPoints, measure.FailBasisPoints, measure.MinimumN));
        Assert.Equal((1L, "replayable"), (measure.RuleVersion, measure.Basis));

        // Neither platform reported; what shows it is that they are registered: the first and the third entry.
        Assert.Equal([0L, 2L], measure.Against.First.Select(entry => entry.Position));
        Assert.Equal("PASS", history.Rows<VerdictRow>().Single(row => row.Code == "2026-03/platform/SC-510700/D1").Outcome);
    }

    // It delivered a service in case 1 that nobody was asked to rate, and none of the catalogue is its own. All services together are more than can be counted.
    [Fact]
    public void A_verdict_on_a_provider_names_the_checks_that_looked_at_something_of_it_and_those_that_cannot_be_computed()
    {
        const string provider = "91510100MAX0X0X07X";
        var history = Network().Adopt("2026-01-02 09:00");
        for (var number = 1; number <= 2; number++)
        {
            history.Submit(number, "2026-03-02 09:00").Accept(number, "2026-03-03 09:00")
                .Start(number, "2026-03-04 09:00", provider: number == 1 ? provider : null)
                .Do(number, "2026-03-06 09:00", "delivery.completed", $$"""
                    {"delivery_id":"{{History.Id(number)}}","enterprise_count":1,"evidence_hashes":[],"outcome_code":"resolved","service_count":{{(1L << 53) - 1}}}
                    """);
        }

        history.Publish(March, "2026-04-08 09:00", "\"received\":2");
        string Told(string scope, string subject, string item) =>
            string.Join(" ", history.Rows<VerdictRow>().Single(row => row.Code == $"{March}/{scope}/{subject}/{item}").Measures
                .Select(measure => $"{measure.Rule[3..]}:{measure.Outcome}:{measure.Numerator}/{measure.Denominator}"));

        Assert.Equal("UNDISCLOSED_SERVICE:PASS:1/1", Told("provider", provider, "D1"));
        Assert.Equal("RESULT_MISMATCH:INSUFFICIENT_DATA:0/0 RATING_SUPPRESSED:FAIL:0/1", Told("provider", provider, "D5"));

        // What is asked of every platform is said of each: that of the two results which the province owes it gave one, and the rest.
        Assert.Equal(
            "RESULT_NOT_PUBLISHED:FAIL:1/2 LATE_RESULT:PASS:1/1 RESULT_MISMATCH:INSUFFICIENT_DATA:0/0 MISSING_OUTCOME:NOT_APPLICABLE:0/0 "
                + "RATING_SUPPRESSED:NOT_APPLICABLE:0/0 BAD_RATING_UNRECTIFIED:NOT_APPLICABLE:0/0",
            Told("platform", "SC", "D5"));
    }

    [Fact]
    public void An_entry_after_the_one_that_asks_changes_no_verdict_until_somebody_asks_again()
    {
        var before = Judged();
        var verdicts = before.Rows<VerdictRow>().Select(row => (row.Code, row.Outcome, row.Evaluated)).ToList();
        var after = Judged().ReportMarch();

        Assert.Equal(verdicts, after.Rows<VerdictRow>().Select(row => (row.Code, row.Outcome, row.Evaluated)));
        Assert.Equal("PASS", after.Evaluate(March, "2026-04-02 10:00").Rows<VerdictRow>().Single(row => row.Code == "2026-03/network//D5").Outcome);
    }

    [Fact]
    public void A_grade_is_the_worst_verdict_and_its_score_stands_beside_it()
    {
        // PASS 2, WARN 1, FAIL 0 of three that were judged: 3 of 6 is half, 4 of 6 is 66.67 of 100.
        Assert.Equal(5_000, Grades.Score([Outcome.Pass, Outcome.Warn, Outcome.Fail, Outcome.NotApplicable, Outcome.InsufficientData]));
        Assert.Equal(6_667, Grades.Score([Outcome.Pass, Outcome.Pass, Outcome.Fail]));
        Assert.Null(Grades.Score([Outcome.NotApplicable]));
        var grade = Judged().Rows<VerdictRow>().Single(row => row.Code == "2026-03/platform/SC/ALL");
        Assert.Equal("FAIL", grade.Outcome);
        Assert.Empty(grade.Measures);
    }

    [Fact]
    public void A_finding_is_raised_acknowledged_and_cured_once_no_evaluation_finds_it()
    {
        var history = Judged();
        Assert.Equal(
            [("D5-RESULT_NOT_PUBLISHED", "raised"), ("D5-RESULT_NOT_PUBLISHED", "raised"), ("U5-SILENT_NODE", "raised")],
            history.Rows<FindingRow>().Select(row => (row.Rule, row.Status)));
        var raised = Finding(history, "D5-RESULT_NOT_PUBLISHED", "platform-SC-510700");
        Assert.Equal((History.Window, "major", 1L), (raised.Node, raised.Severity, raised.Evidence.Count));

        history.Settle(raised, "acknowledged", "2026-04-02 11:00", node: History.Window);
        var acknowledged = Finding(history, raised.Rule, raised.Subject);
        Assert.Equal(("acknowledged", History.Window), (acknowledged.Status, acknowledged.Acknowledged!.Node));

        history.ReportMarch(at: "2026-04-02 12:00").Evaluate(March, "2026-04-02 13:00");
        var cured = Finding(history, raised.Rule, raised.Subject);
        Assert.Equal(("cured", false, raised.Code, raised.Raised), (cured.Status, cured.Found, cured.Code, cured.Raised));
        Assert.Equal(history.Entries[^1].Position.Value, cured.Evaluated.Position);
    }

    [Fact]
    public void A_finding_says_since_which_evaluation_it_is_found_or_found_no_more()
    {
        var history = Judged().Evaluate(March, "2026-04-03 09:00");
        var raised = Finding(history, "D5-RESULT_NOT_PUBLISHED", "platform-SC-510700");
        Assert.Equal((raised.Raised, history.Entries.Count - 1L), (raised.Since, raised.Evaluated.Position));

        var gone = history.ReportMarch(at: "2026-04-03 10:00").Evaluate(March, "2026-04-03 11:00").Entries.Count - 1;
        var cured = Finding(history.Evaluate(March, "2026-04-04 09:00"), raised.Rule, raised.Subject);
        Assert.Equal((gone, gone + 1L), (cured.Since.Position, cured.Evaluated.Position));

        // Had it been gone before, that evaluation would have found it again.
        var (facts, judged) = (new MonthFacts(), Judged().Entries);
        foreach (var entry in judged)
        {
            facts.Add(entry);
        }

        var lost = raised with { Found = false, Since = raised.Since with { Position = 1 } };
        var again = MonthFold.Judge(MonthRows.None with { Findings = [lost] }, judged[^1], facts).Findings.Single(row => row.Code == raised.Code);
        Assert.Equal((true, judged.Count - 1L, raised.Raised), (again.Found, again.Since.Position, again.Raised));
    }

    [Fact]
    public void A_finding_that_was_waived_or_declared_cured_stays_so_though_it_is_found_again()
    {
        var history = Judged();
        history.Settle(Finding(history, "U5-SILENT_NODE", "platform-SC"), "waived", "2026-04-02 11:00", "NEW-OFFICE")
            .Settle(Finding(history, "D5-RESULT_NOT_PUBLISHED", "platform-SC"), "cured", "2026-04-02 11:00", "ANNOUNCED")
            .Evaluate(March, "2026-04-03 09:00");

        var (waived, cured) = (Finding(history, "U5-SILENT_NODE", "platform-SC"), Finding(history, "D5-RESULT_NOT_PUBLISHED", "platform-SC"));
        Assert.Equal(("waived", true, "NEW-OFFICE"), (waived.Status, waived.Found, waived.Waived!.ReasonCode));
        Assert.Equal(("cured", true, "ANNOUNCED"), (cured.Status, cured.Found, cured.Cured!.ReasonCode));
    }

    [Fact]
    public void What_is_done_about_a_finding_that_there_is_none_of_changes_nothing()
    {
        var history = Judged();
        var none = Finding(history, "U5-SILENT_NODE", "platform-SC") with { Code = "2026-03.U5-SILENT_NODE.000000000000000000000000" };
        Assert.DoesNotContain(history.Settle(none, "waived", "2026-04-02 11:00", "R").Rows<FindingRow>(), row => row.Status != "raised");
    }

    [Fact]
    public void A_publication_states_what_a_recount_gives()
    {
        var history = Judged().Publish(March, "2026-04-08 09:00", Right);
        var published = history.Rows<PublicationRow>().Single();

        Assert.All(published.Figures, figure => Assert.True((figure.Stated, figure.Stated) == (figure.Recounted, figure.Now) && figure.Reasons.IsEmpty, figure.Code));
        Assert.Equal(20, published.Figures.Length);
        Assert.Equal(history.Entries[^1].Position.Value, published.Size);
        Assert.Equal("PASS", history.Rows<VerdictRow>().Single(row => row.Code == "2026-03/network//D5").Measures.Single(one => one.Rule == "D5-RESULT_MISMATCH").Outcome);
        Assert.Contains(published.Verdicts, verdict => verdict is { Subject: History.Window, Item: "D1", Frozen: "PASS", Now: "PASS", Reasons.IsEmpty: true });
    }

    [Fact]
    public void A_figure_that_is_stated_wrong_is_a_mismatch_of_its_platform_and_of_the_network()
    {
        var history = Judged().Publish(March, "2026-04-08 09:00", Right.Replace("\"received\":1", "\"received\":2", StringComparison.Ordinal));

        Assert.Equal(
            ["publication-2026-03#SC-510700.received", "publication-2026-03#received"],
            history.Rows<FindingRow>().Where(row => row.Rule == "D5-RESULT_MISMATCH").Select(row => row.Subject).Order(StringComparer.Ordinal));
        Assert.Equal((2L, 1L, 1L), (Figure(history, "received").Stated, Figure(history, "received").Recounted, Figure(history, "received").Now));
    }

    [Fact]
    public void What_comes_after_a_publication_stands_beside_the_frozen_figure_with_its_reason()
    {
        // Case 2 was asked for on 30 March and recorded on 10 April.
        var history = Judged().Publish(March, "2026-04-08 09:00", Right);
        var late = history.Entries.Count;
        history.Add("2026-03-30 09:00", History.Case(2), "request.submitted", """
            {"category_code":"LEGAL","channel":"online","first_contact_node":"SC-510700","region_code":"510700","service_code":"S1",
            "service_name":"Patent advice","size_class":"large","utc_offset_minutes":480}
            """, recorded: "2026-04-10 09:00").Evaluate(March, "2026-04-10 10:00");

        var received = Figure(history, "received");
        Assert.Equal((1L, 1L, 2L), (received.Stated, received.Recounted, received.Now));
        var reason = received.Reasons.Single();
        Assert.Equal((ChangeReason.LateEntry, (long)late, "request.submitted"), (reason.Kind, reason.Position, reason.Type));
        Assert.Equal((1L, 1L), (Figure(history, "accepted").Stated, Figure(history, "accepted").Now));

        // So it has been since that evaluation, and another one that finds the same changes nothing.
        var since = history.Entries.Count - 1L;
        history.Evaluate(March, "2026-04-11 09:00");
        var row = history.Rows<PublicationRow>().Single();
        Assert.Equal((since, since + 1), (row.Since.Position, row.Evaluated.Position));
        Assert.DoesNotContain(history.Rows<FindingRow>(), row => row.Rule == "D5-RESULT_MISMATCH");
    }

    [Fact]
    public void A_correction_after_a_publication_stands_beside_the_frozen_figure_with_its_reason()
    {
        // It was completed for one enterprise, and should have said three.
        var history = Judged().Publish(March, "2026-04-08 09:00", Right);
        var completed = history.Entries.Single(entry => entry.Type == "delivery.completed");
        var corrected = history.Entries.Count;
        history.Add("2026-04-09 09:00", $"correction-{completed.EventId}", "correction.issued", $$"""
            {"corrected":[{"field":"enterprise_count","value":"3"},{"field":"service_count","value":"many"}],"depth":1,"reason_code":"MISCOUNTED",
            "target_event":"{{completed.EventId}}","target_position":{{completed.Position}},"target_type":"delivery.completed"}
            """);
        Assert.Equal((1L, 1L), (Figure(history, "enterprises").Stated, Figure(history, "enterprises").Now));

        history.Evaluate(March, "2026-04-09 10:00");
        var enterprises = Figure(history, "enterprises");
        Assert.Equal((1L, 1L, 3L), (enterprises.Stated, enterprises.Recounted, enterprises.Now));
        var reason = enterprises.Reasons.Single();
        Assert.Equal((ChangeReason.Correction, (long)corrected, "MISCOUNTED"), (reason.Kind, reason.Position, reason.ReasonCode));
        Assert.Equal((1L, 1L), (Figure(history, "services").Stated, Figure(history, "services").Now));

        // What was published was right: the recount of its entries does not see the correction.
        Assert.DoesNotContain(history.Rows<FindingRow>(), row => row.Rule == "D5-RESULT_MISMATCH");
    }

    [Fact]
    public void A_rating_counts_by_the_score_that_holds()
    {
        string Rated(History history) => string.Join(" ", history.Rows<PublicationRow>().Single().Figures
            .Where(figure => figure.Node == History.Window && figure.Code.StartsWith("rated", StringComparison.Ordinal))
            .Select(figure => $"{figure.Code}:{figure.Recounted}>{figure.Now}"));

        var history = Network().Adopt("2026-01-02 09:00").Whole(1).Rate(1, "2026-03-10 09:00", 2).Publish(March, "2026-04-08 09:00", Right);
        Assert.Equal("rated.2:1>1", Rated(history));

        history.Do(1, "2026-04-09 09:00", "rating.revised", $$"""
            {"contacted":true,"delivery_id":"{{History.Id(1)}}","rating_no":2,"reason_code":"RECONSIDERED","resolved":true,"score":5,"supersedes":1}
            """).Evaluate(March, "2026-04-09 10:00");
        Assert.Equal("rated.2:1>0 rated.5:0>1", Rated(history));
    }

    // A correction may leave the name of a platform blank.
    [Fact]
    public void A_platform_that_is_named_by_nothing_is_not_the_network()
    {
        var history = Network().Adopt("2026-01-02 09:00").Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00")
            .Offer(1, "2026-03-03 10:00", "2026-03-06 00:00", to: "").TakeReferral(1, "2026-03-04 09:00", to: "").Close(1, "2026-03-09 09:00")
            .Publish(March, "2026-04-08 09:00", "\"received\":1");

        var published = history.Rows<PublicationRow>().Single();
        Assert.Equal(1, published.Figures.Single(figure => figure is { Node: MonthFigures.Network, Code: "closed" }).Recounted);
        Assert.Distinct(published.Verdicts.Select(verdict => (verdict.Subject, verdict.Item)));
        Assert.Contains(history.Rows<VerdictRow>(), row => row is { Scope: "platform", Subject: "" });
    }

    [Fact]
    public void Each_month_is_judged_by_the_regime_in_force_in_it()
    {
        var history = Network().Adopt("2026-01-02 09:00").Adopt("2026-03-01 00:00", "statutory")
            .Evaluate("2026-02", "2026-04-02 09:00").Evaluate(March, "2026-04-02 09:01");

        Assert.Equal(
            [("2026-02", "default"), ("2026-03", "statutory")],
            history.Rows<VerdictRow>().Select(row => (row.Month, row.RegimeId)).Distinct());
    }

    [Fact]
    public void A_month_without_a_regime_has_no_verdict_and_still_its_indicators()
    {
        var history = Network().Evaluate(March, "2026-04-02 09:00");
        Assert.Empty(history.Rows<VerdictRow>());
        Assert.Contains(history.Rows<IndicatorRow>(), row => row is { Code: "2026-03/month/K6/", Value: 2, Span: IndicatorRow.OfMonth });
        Assert.Contains(history.Rows<IndicatorRow>(), row => row is { Code: "2026-03/year/K6/", Period: "2026", Span: IndicatorRow.OfYear });
    }

    [Fact]
    public void What_one_check_cannot_read_keeps_no_other_from_judging()
    {
        // A platform without a region: what is counted by region cannot be, and the rest is.
        var history = Judged().Add("2026-03-20 09:00", "platform-X", "platform.registered", Platform("X", "comprehensive_window", ""), History.Province)
            .Evaluate(March, "2026-04-09 10:00");

        Assert.Equal("PASS", history.Rows<VerdictRow>().Single(row => row.Code == "2026-03/platform/SC-510700/D1").Outcome);
        Assert.Equal(history.Entries[^1].Position.Value, history.Rows<VerdictRow>()[0].Evaluated.Position);
        Assert.Contains(history.Rows<IndicatorRow>(), row => row is { Code: "2026-03/month/K6/", Value: 2 });
    }

    [Fact]
    public void From_the_first_month_on_that_was_published_each_is_owed()
    {
        var history = Judged().ReportMarch(at: "2026-04-03 09:00").Publish(March, "2026-04-08 09:00", Right);
        string[] Owed(string at) => [.. history.Evaluate("2026-04", at).Rows<FindingRow>()
            .Where(row => row is { Rule: "D5-RESULT_NOT_PUBLISHED", Month: "2026-04" }).Select(row => row.Subject)];

        // In May nobody owes April's results for sure; on the first of June May is over. Neither platform reported on April.
        Assert.Equal(["platform-SC", "platform-SC-510700"], Owed("2026-05-31 23:59").Order(StringComparer.Ordinal));
        history.Add("2026-06-01 00:00", "platform-SC", "branding.attested", Attested(1), History.Province);
        Assert.Equal(["platform-SC", "platform-SC-510700", "publication-2026-04"], Owed("2026-06-01 00:01").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2026-04-10 23:59", 0)]
    [InlineData("2026-04-13 00:00", 1)]
    public void A_month_is_published_within_seven_working_days(string at, int late)
    {
        // Seven working days after March, by hand: 1 2 3 | 6 7 8 9 April, so the tenth of April begins too late.
        var history = Judged().ReportMarch(at: "2026-04-03 09:00").Publish(March, late == 0 ? "2026-04-09 23:59" : at, Right);
        Assert.Equal(late, history.Rows<FindingRow>().Count(row => row.Rule == "D5-LATE_RESULT"));
    }
}
