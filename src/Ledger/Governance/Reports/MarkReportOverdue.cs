using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Reports;

/// <summary>The province states that no report came in time.</summary>
/// <param name="DueOn">Last day in time, in Asia/Shanghai; after the month it is about.</param>
public sealed record MarkReportOverdue(DateOnly DueOn) : Command<ReportState>
{
    protected override Decision Decide(ReportState state, Act act) =>
        ReportKey.Check(act)
        ?? Authority.Province(act)
        ?? ReportKey.MonthHasBegun(act)
        ?? ReportRules.NotSubmitted(state)
        ?? GovernanceChecks.Stage(state.Stage != ReportStage.Overdue, "The report is marked overdue already.", "该报告已标记逾期。")
        ?? AfterTheMonth(ReportKey.Of(act.Stream)!)
        ?? IsOver(act)
        ?? Overdue(act, ReportKey.Of(act.Stream)!);

    private Decision? AfterTheMonth(ReportKey key) => DueOn >= key.Month.AddMonths(1)
        ? null
        : Fields.Refuse("due_on", "has to be after the month that is reported", "须晚于所报月份");

    private Decision? IsOver(Act act) => Days.Of(act.Envelope.RecordedAt) > DueOn
        ? null
        : Decision.Refuse(ReportRules.NotDue, "The last day for the report is not over.", "报送截止日尚未过去。");

    private Decision Overdue(Act act, ReportKey key) =>
        Decision.Accept(new ReportBecameOverdue(act.Envelope, key.Node, key.Period, DueOn));
}
