using Projections.Compliance.Months;
using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>Which months the service has judged by itself.</summary>
public sealed class DueMonthsTests
{
    private static string[] Due(History history, string now)
    {
        var facts = new MonthFacts();
        foreach (var entry in history.Entries)
        {
            facts.Add(entry);
        }

        return [.. DueMonths.Of(facts, History.At(now)).Select(due => $"{due.Month}{(due.After is null ? "" : $" after {due.After.Position}")}")];
    }

    // A case of March, and all that the regime has in force judged once on the last day of March.
    private static History Judged() => Network().Adopt("2026-01-02 09:00").Whole(1)
        .Evaluate("2026-01", "2026-03-31 12:00").Evaluate("2026-02", "2026-03-31 12:00").Evaluate("2026-03", "2026-03-31 12:00");

    [Fact]
    public void Every_month_under_a_regime_is_due_until_it_was_judged()
    {
        Assert.Equal([], Due(Network().Whole(1), "2026-03-31 12:00"));
        Assert.Equal(["2026-01", "2026-02", "2026-03"], Due(Network().Adopt("2026-01-02 09:00").Whole(1), "2026-03-31 12:00"));
        Assert.Equal([], Due(Judged(), "2026-03-31 12:00"));
    }

    [Fact]
    public void A_month_is_due_at_once_when_it_ends_in_Shanghai()
    {
        var last = Judged().Entries.Count - 1;
        Assert.Equal([], Due(Judged(), "2026-03-31 23:59"));
        Assert.Equal([$"2026-03 after {last}", "2026-04"], Due(Judged(), "2026-04-01 00:00"));
    }

    [Fact]
    public void The_running_month_is_due_once_a_day_where_something_happened()
    {
        var history = Judged().Submit(2, "2026-03-31 13:00").Evaluate("2026-03", "2026-03-31 13:01").Evaluate("2026-03", "2026-04-01 00:00")
            .Evaluate("2026-04", "2026-04-01 00:00");
        history.Submit(3, "2026-04-01 10:00");
        Assert.Equal([], Due(history, "2026-04-01 23:59"));
        Assert.Contains($"2026-04 after {history.Entries.Count - 2}", Due(history, "2026-04-02 00:00"));
    }

    [Fact]
    public void The_month_before_is_due_once_a_day_until_it_is_published()
    {
        var history = Judged().Evaluate("2026-03", "2026-04-01 00:00").Evaluate("2026-04", "2026-04-01 00:00");
        Assert.Equal([], Due(history, "2026-04-01 10:00"));
        Assert.Equal([$"2026-03 after {history.Entries.Count - 2}"], Due(history, "2026-04-02 00:00"));
        Assert.Equal([], Due(history.Publish("2026-03", "2026-04-02 01:00", "\"received\":1"), "2026-04-03 00:00"));
    }

    [Fact]
    public void A_month_that_is_over_is_due_when_something_of_it_is_recorded_late()
    {
        var history = Judged().Publish("2026-03", "2026-04-01 00:00", "\"received\":1").Evaluate("2026-04", "2026-04-01 00:00");
        var (published, april) = (history.Entries.Count - 2, history.Entries.Count - 1);
        var february = published - 2;
        Assert.Equal([], Due(history, "2026-04-01 10:00"));

        // It happened in February; a clock that it ended may have run out in March.
        history.Do(1, "2026-02-20 09:00", "request.contacted", """{"method":"call"}""", recorded: "2026-04-01 11:00");
        Assert.Equal([$"2026-02 after {february}", $"2026-03 after {published}"], Due(history, "2026-04-01 12:00"));
        Assert.Equal(april, history.Entries.Count - 2);
    }

    [Fact]
    public void A_correction_touches_the_month_of_what_it_corrects()
    {
        var history = Judged().Publish("2026-03", "2026-04-01 00:00", "\"received\":1").Evaluate("2026-04", "2026-04-01 00:00");
        var completed = history.Entries.Single(entry => entry.Type == "delivery.completed");
        history.Add("2026-04-01 10:00", $"correction-{completed.EventId}", "correction.issued", $$"""
            {"corrected":[{"field":"enterprise_count","value":"3"}],"depth":1,"reason_code":"MISCOUNTED",
            "target_event":"{{completed.EventId}}","target_position":{{completed.Position}},"target_type":"delivery.completed"}
            """);
        Assert.Equal([$"2026-03 after {history.Entries.Count - 3}"], Due(history, "2026-04-01 12:00"));
    }

    [Fact]
    public void A_report_touches_the_month_that_it_is_about()
    {
        var history = Judged().Publish("2026-03", "2026-04-01 00:00", "\"received\":1").Evaluate("2026-04", "2026-04-01 00:00").ReportMarch();
        Assert.Equal([$"2026-03 after {history.Entries.Count - 4}"], Due(history, "2026-04-01 12:00"));
    }
}
