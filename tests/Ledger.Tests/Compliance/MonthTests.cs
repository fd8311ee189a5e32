using System.Text.Json.Nodes;
using Ledger.Catalogue.Regimes;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Ledger.Tests.Compliance;

/// <summary>Which month something belongs to, and by which regime the month is judged.</summary>
public sealed class MonthTests
{
    private static string Adopted(string name, int version, string from, Action<JsonNode>? change = null)
    {
        var regime = JsonNode.Parse(File.ReadAllText(Repository.Path($"src/PublicApi/Regimes/{name}.json")))!;
        change?.Invoke(regime);
        var text = JsonValue.Create(RegimeText.Canonical(regime.ToJsonString())).ToJsonString();
        return $$"""
            {"document":{{text}},"document_hash":"{{new string('c', 64)}}","effective_from":"{{History.Utc(from)}}","legal_basis":"Conference",
            "name_en":"Regime","name_zh":"制度","version":{{version}}}
            """;
    }

    // 31 March 24:00 in Asia/Shanghai is 16:00 UTC of the same day.
    [Theory]
    [InlineData("2026-03-31 23:59", 1, 0)]
    [InlineData("2026-04-01 00:00", 0, 1)]
    public void A_month_ends_at_midnight_of_Asia_Shanghai(string at, int inMarch, int inApril)
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 31, 16, 0, 0, TimeSpan.Zero), Month.Parse("2026-03")!.Value.End);
        var history = Sound.Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-31 09:00", "not_stated")
            .Close(1, at, "not_stated");
        Assert.Equal(inMarch, history.Found("2026-03").Count(rule => rule == "D5-MISSING_OUTCOME"));
        Assert.Equal(inApril, history.Found("2026-04").Count(rule => rule == "D5-MISSING_OUTCOME"));
    }

    [Fact]
    public void Each_month_is_judged_by_the_regime_in_force_at_its_end()
    {
        // Version 2, from 15 April, asks for an entry that was looked at within 60 days.
        var history = Sound.Network()
            .Add("2026-01-02 09:00", "regime-default", "regime.adopted", Adopted("default", 1, "2026-01-02 09:00"), History.Province)
            .Add("2026-03-20 09:00", "regime-default", "regime.adopted", Adopted("default", 2, "2026-04-15 00:00", static regime =>
            {
                regime["version"] = 2;
                regime["items"]![0]!["checks"]![2]!["params"]!["within_days"] = 60;
            }), History.Province);
        var facts = history.Facts();
        Assert.Null(RegimesInForce.Of(facts, Month.Parse("2025-12")!.Value));
        Assert.Equal(("2026-03", 1, "PASS 1/1"), Judged("2026-03"));
        Assert.Equal(("2026-04", 2, "FAIL 0/1"), Judged("2026-04"));

        (string, int, string) Judged(string text)
        {
            var month = Month.Parse(text)!.Value;
            var judged = Evaluation.Evaluate(RegimesInForce.Of(facts, month)!.Regime!, facts, month);
            return (judged.Month, judged.RegimeVersion, History.Figure(judged, "D1-STALE_ENTRY", ""));
        }
    }

    [Fact]
    public void Another_regime_that_takes_force_later_judges_from_then_on()
    {
        var history = Sound.Network()
            .Add("2026-01-02 09:00", "regime-default", "regime.adopted", Adopted("default", 1, "2026-01-02 09:00"), History.Province)
            .Add("2026-01-02 10:00", "regime-statutory", "regime.adopted", Adopted("statutory", 1, "2026-04-30 23:59"), History.Province);
        Assert.Equal("default", RegimesInForce.Of(history.Facts(), Month.Parse("2026-03")!.Value)!.Regime!.Id);
        Assert.Equal("statutory", RegimesInForce.Of(history.Facts(), Month.Parse("2026-04")!.Value)!.Regime!.Id);
    }

    [Fact]
    public void A_finding_names_rule_subject_platform_and_entries_and_the_verdict_its_position()
    {
        var history = Sound.Network().Submit(1, "2026-03-02 09:00").Accept(1, "2026-03-03 09:00", complete: "2026-03-19 00:00")
            .Start(1, "2026-03-04 09:00").Complete(1, "2026-03-19 09:00");
        var judged = history.Judge("2026-03");
        Assert.Equal(("default", 1, (long)history.Entries.Count), (judged.RegimeId, judged.RegimeVersion, judged.Position));
        var finding = Assert.Single(judged.Findings, finding => finding.Rule == "D4-COMMITMENT_BREACHED");
        Assert.Equal((History.Case(1), "SC-510700", null, "major"), (finding.Subject, finding.Node, finding.Provider, finding.Severity));
        Assert.Equal(
            [(history.Entries[^3].Position.Value, history.Entries[^3].EventId), (history.Entries[^1].Position.Value, history.Entries[^1].EventId)],
            finding.Evidence.Select(entry => (entry.Position, entry.EventId)));
        Assert.Equal("FAIL 0/1", History.Figure(judged, "D4-COMMITMENT_BREACHED", "SC-510700"));
        Assert.Equal("NOT_APPLICABLE 0/0", History.Figure(judged, "D4-COMMITMENT_BREACHED", "SC"));
    }

    private static History Imported(bool isOver = true)
    {
        var history = Sound.Network().Submit(1, "2026-03-02 09:00", channel: "import");
        return isOver
            ? history.Add("2026-03-03 09:00", History.Case(1), "delivery.completed", $$"""
                {"delivery_id":"{{History.Id(1)}}","enterprise_count":1,"evidence_hashes":[],"outcome_code":"not_stated","service_count":1}
                """, channel: "import")
            : history;
    }

    [Fact]
    public void What_only_another_system_did_is_not_judged_as_the_networks_own()
    {
        Assert.Equal("NOT_APPLICABLE 0/0", Imported().Figure("2026-03", "U3-ILLEGAL_TRANSITION"));
        Assert.Empty(Imported().Facts().Cases);
    }

    // The source says neither acceptance nor start nor outcome; the window closes the case as if it had served it.
    [Fact]
    public void A_window_that_goes_on_with_an_imported_case_answers_for_what_it_left_out()
    {
        var history = Imported().Close(1, "2026-03-04 09:00", "not_stated");
        Assert.Equal("FAIL 0/1", history.Figure("2026-03", "U3-ILLEGAL_TRANSITION"));
        Assert.Equal("FAIL 0/1", history.Figure("2026-03", "D2-OFF_PROCESS_TRANSITION"));
        Assert.Equal("FAIL 0/1", history.Figure("2026-03", "D5-MISSING_OUTCOME"));
        var finding = Assert.Single(history.Judge("2026-03").Findings, finding => finding.Rule == "U3-ILLEGAL_TRANSITION");
        Assert.Equal((History.Case(1), "SC-510700"), (finding.Subject, finding.Node));

        // Position 16 to 19 are the submission, the completion, the confirmation and the closing: the window's own two are shown.
        Assert.Equal([history.Entries.Count - 2, history.Entries.Count - 1], finding.Evidence.Select(entry => (int)entry.Position));
    }

    [Fact]
    public void An_imported_case_that_is_open_is_served_as_any_other()
    {
        var history = Imported(isOver: false).Accept(1, "2026-03-03 09:00").Start(1, "2026-03-04 09:00").Complete(1, "2026-03-06 09:00")
            .Close(1, "2026-03-09 09:00");
        Assert.Equal("PASS 1/1", history.Figure("2026-03", "U3-ILLEGAL_TRANSITION"));
        Assert.Equal("PASS 1/1", history.Figure("2026-03", "D2-OFF_PROCESS_TRANSITION"));
        Assert.Equal("PASS 1/1", history.Figure("2026-03", "D5-MISSING_OUTCOME"));
    }

    [Fact]
    public void Entries_are_taken_in_the_order_of_the_log_only()
    {
        var facts = new NetworkFacts();
        Assert.Throws<FormatException>(() => facts.Add(Sound.Network().Entries[1]));
    }
}
