using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>U5 and U6.</summary>
public sealed partial class UnificationTests
{
    [Fact]
    public void U5_A_request_with_a_code_that_is_in_no_list_is_found()
    {
        var history = Network().Add("2026-03-02 09:00", History.Case(1), "request.submitted", """
            {"category_code":"MAGIC","channel":"call","first_contact_node":"SC-510700","region_code":"510200","service_code":"S1","service_name":"Advice","utc_offset_minutes":480}
            """);
        Assert.Equal(["U5-INVALID_CODE", "U5-UNKNOWN_REQUEST_CATEGORY"], Rules(history.ReportMarch(), "U5").Where(rule => rule != "U5-REPORT_MISMATCH"));
    }

    // Of twenty records one late is 95 percent; of twenty-one, two late are 90.5.
    [Theory]
    [InlineData(19, 1, "PASS 19/20", 0)]
    [InlineData(19, 2, "WARN 19/21", 1)]
    [InlineData(18, 1, "INSUFFICIENT_DATA 18/19", 0)]
    public void U5_Late_recording_is_found_as_a_rate(int prompt, int late, string figure, int found)
    {
        var history = Network();
        for (var i = 1; i <= prompt + late; i++)
        {
            history.Add("2026-03-02 09:00", History.Case(i), "request.submitted", """
                {"category_code":"LEGAL","channel":"call","first_contact_node":"SC-510700","region_code":"510700","service_code":"S1","service_name":"Advice","utc_offset_minutes":480}
                """, recorded: i <= prompt ? "2026-03-03 09:00" : "2026-03-03 09:01");
        }

        Assert.Equal(figure, history.Figure(March, "U5-LATE_RECORDING"));
        Assert.Equal(found, Rules(history, "U5").Count(rule => rule == "U5-LATE_RECORDING"));
    }

    [Fact]
    public void U5_A_platform_that_neither_acts_nor_says_so_is_silent()
    {
        Assert.Equal(["U5-SILENT_NODE"], Rules(Network().Whole(1), "U5"));
        Assert.Equal([], Rules(Network().Whole(1).ReportMarch(), "U5"));

        // A report on a month in which nothing was recorded is no declaration that nothing happened.
        Assert.Equal(["U5-SILENT_NODE"], Rules(Network().ReportMarch("[]"), "U5"));
    }

    [Fact]
    public void U5_A_report_is_recounted_over_the_entries_that_it_names()
    {
        const string one = """[{"code":"DELIVERIES_COMPLETED","value":1}]""";
        var later = Network().Whole(1);
        var size = later.Entries.Count;
        later.Submit(2, "2026-03-02 09:00").Accept(2, "2026-03-03 09:00").Start(2, "2026-03-04 09:00").Complete(2, "2026-03-30 09:00");
        Assert.Equal([], Rules(later.ReportMarch(one, size: size), "U5"));
        var wrong = Network().Whole(1).ReportMarch("""[{"code":"DELIVERIES_COMPLETED","value":2}]""");
        Assert.Equal(["U5-REPORT_MISMATCH"], Rules(wrong, "U5"));
        Assert.Equal("report-SC-510700-202603#DELIVERIES_COMPLETED", wrong.Judge(March).Findings.Single(finding => finding.Item == "U5").Subject);
        Assert.Equal([], Rules(wrong.Add("2026-04-03 09:00", "report-SC-510700-202603", "report.amended",
            """{"as_of_size":30,"figures":[{"code":"DELIVERIES_COMPLETED","value":1}],"reason_code":"MISCOUNT","revision":2}"""), "U5"));
    }

    private const string Scheme = """
        {"indicators":[{"code":"A","dimension":"quality","name":"A","weight_bp":6000},{"code":"B","dimension":"quality","name":"B","weight_bp":4000}],"pass_centi":6000,"scheme_id":"S"}
        """;

    // 6,000 x 8,000 + 4,000 x 5,000 = 68,000,000 millionths, 68 points: a pass at 60.
    private static History Assessed(string scores = """[{"indicator":"A","score_centi":8000},{"indicator":"B","score_centi":5000}]""", long total = 68_000_000, bool passed = true, bool province = true)
    {
        var history = Network().Add("2026-03-02 09:00", "assessment-2025", "assessment.scheme_adopted", Scheme, History.Province);
        Conduct(history, "SC-510700", scores, total, passed);
        _ = province ? Conduct(history, "SC", """[{"indicator":"A","score_centi":10000},{"indicator":"B","score_centi":10000}]""", 100_000_000, true) : null;
        return history.Add("2026-03-10 09:00", "assessment-2025", "assessment.published", """{"as_of_size":20,"subjects":2}""", History.Province);
    }

    private static History Conduct(History history, string subject, string scores, long total, bool passed) =>
        history.Add("2026-03-03 09:00", "assessment-2025", "assessment.conducted",
            $$"""{"as_of_size":20,"passed":{{(passed ? "true" : "false")}},"scores":{{scores}},"subject":"{{subject}}","total_micro":{{total}}}""", History.Province);

    [Fact]
    public void U6_Every_open_platform_is_assessed_by_the_scheme_and_its_total_follows()
    {
        Assert.Equal([], Rules(Assessed(), "U6"));
        Assert.Equal("PASS 2/2", Assessed().Figure(March, "U6-NOT_ASSESSED"));
        Assert.Equal(["U6-NOT_ASSESSED"], Rules(Assessed(province: false), "U6"));
        Assert.Equal(["U6-SCORE_NOT_REPRODUCIBLE"], Rules(Assessed(total: 68_000_001), "U6"));
        Assert.Equal(["U6-SCORE_NOT_REPRODUCIBLE"], Rules(Assessed(passed: false), "U6"));
        Assert.Equal(["U6-SCHEME_MISMATCH"], Rules(Assessed("""[{"indicator":"A","score_centi":8000}]"""), "U6"));
    }

    // One of two is 50 points: hundredths of a point may differ by one. At the size before the second rating it was one of one.
    [Theory]
    [InlineData(5_001, 0, 0)]
    [InlineData(5_002, 0, 1)]
    [InlineData(4_998, 0, 1)]
    [InlineData(10_000, 1, 0)]
    [InlineData(5_000, 1, 1)]
    public void U6_A_share_of_satisfied_ratings_is_recounted_over_the_entries_that_the_assessment_names(int score, int less, int found)
    {
        var history = Network().Whole(1).Whole(2).Rate(1, "2026-03-10 09:00", 3).Rate(2, "2026-03-10 10:00", 2);
        var size = history.Entries.Count - less;
        history.Add("2026-03-02 09:00", "assessment-2025", "assessment.scheme_adopted", """
            {"indicators":[{"code":"SATISFACTION","dimension":"quality","name":"S","weight_bp":10000}],"pass_centi":4000,"scheme_id":"S"}
            """, History.Province)
            .Add("2026-03-20 09:00", "assessment-2025", "assessment.conducted", $$"""
                {"as_of_size":{{size}},"passed":true,"scores":[{"indicator":"SATISFACTION","score_centi":{{score}}}],"subject":"SC-510700","total_micro":{{score * 10_000}}}
                """, History.Province);
        Assert.Equal(Enumerable.Repeat("U6-SCORE_NOT_REPRODUCIBLE", found), Rules(history, "U6"));
    }

    [Fact]
    public void U6_An_assessment_under_a_scheme_that_another_has_replaced_is_a_mismatch_and_covers_nobody()
    {
        History Replaced(string at) => Network().Add("2026-03-02 09:00", "assessment-OLD", "assessment.scheme_adopted", Scheme, History.Province)
            .Add(at, "assessment-NEW", "assessment.scheme_adopted", Scheme, History.Province)
            .Add("2026-03-03 09:00", "assessment-OLD", "assessment.conducted", """
                {"as_of_size":17,"passed":true,"scores":[{"indicator":"A","score_centi":10000},{"indicator":"B","score_centi":10000}],"subject":"SC-510700","total_micro":100000000}
                """, History.Province)
            .Add("2026-03-10 09:00", "assessment-OLD", "assessment.published", """{"as_of_size":19,"subjects":1}""", History.Province);
        Assert.Equal(["U6-SCHEME_MISMATCH"], Rules(Replaced("2026-03-02 10:00"), "U6"));
        Assert.Equal("NOT_APPLICABLE 0/0", Replaced("2026-03-02 10:00").Figure(March, "U6-NOT_ASSESSED"));
    }

    // Published on 10 March at 09:00, thirty days are 9 April at 09:00.
    [Theory]
    [InlineData("2026-04-09 08:59", 0)]
    [InlineData("2026-04-09 09:00", 1)]
    public void U6_Whoever_failed_meets_a_consequence_within_thirty_days(string at, int found)
    {
        var failed = Assessed("""[{"indicator":"A","score_centi":5000},{"indicator":"B","score_centi":5000}]""", 50_000_000, passed: false)
            .Add(at, "consequence-C1", "sanction.imposed", """
                {"basis_key":"2025","basis_kind":"assessment","measure_code":"WARNING","reason_code":"FAILED","subject":"SC-510700"}
                """, History.Province);
        Assert.Equal([], Rules(failed, "U6"));
        Assert.Equal(Enumerable.Repeat("U6-CONSEQUENCE_MISSING", found), Rules(failed, "U6", "2026-04"));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void U6_A_score_off_the_scale_of_five_is_found(int score, int found) => Assert.Equal(
        Enumerable.Repeat("U6-NON_STANDARD_SCALE", found), Rules(Network().Whole(1).Rate(1, "2026-03-10 09:00", score), "U6"));

    [Fact]
    public void U6_A_demonstration_platform_is_reviewed_before_its_time_is_over()
    {
        History Recognised(string to) => Network().Add("2026-02-02 09:00", "demonstration-SC-510700", "demonstration.recognised",
            $$"""{"basis_code":"N1","level":"provincial","valid_from":"2026-02-02","valid_to":"{{to}}"}""", History.Province);
        Assert.Equal([], Rules(Recognised("2026-03-31"), "U6"));
        Assert.Equal(["U6-DEMONSTRATION_LAPSED"], Rules(Recognised("2026-03-30"), "U6"));
        Assert.Equal([], Rules(Recognised("2026-03-30").Add("2026-03-20 09:00", "demonstration-SC-510700", "demonstration.reviewed",
            """{"basis_code":"N2","level":"provincial","passed":true,"valid_to":"2029-03-30"}""", History.Province), "U6"));

        // 1,096 days after 2 February 2026 is 2 February 2029.
        Assert.Equal(["U6-DEMONSTRATION_LAPSED"], Rules(Recognised("2035-01-01"), "U6", "2029-02"));
        Assert.Equal([], Rules(Recognised("2035-01-01"), "U6", "2029-01"));
    }
}
