using Ledger.Deciding;

namespace Ledger.Governance;

/// <summary>What the id of a stream of one month of the network says: the month, yyyy-MM, Asia/Shanghai.</summary>
internal static class MonthKey
{
    private const string Form = "yyyy-MM";

    public static string Of(Act act, string prefix) => act.Stream[prefix.Length..];

    /// <summary>The id has its form, and the month has begun.</summary>
    public static Decision? HasBegun(Act act, string prefix) =>
        GovernanceChecks.MonthOf(Of(act, prefix), Form) is not { } month
            ? Fields.Refuse("key", "has to be a month, such as 2026-03", "须为月份，如 2026-03")
            : month <= Days.Of(act.Envelope.RecordedAt) ? null
            : Fields.Refuse("key", "has to name a month that has begun", "所指月份须已开始");

    /// <summary>The id has its form, and the month is over.</summary>
    public static Decision? IsOver(Act act, string prefix) =>
        HasBegun(act, prefix)
        ?? (GovernanceChecks.MonthOf(Of(act, prefix), Form)!.Value.AddMonths(1) <= Days.Of(act.Envelope.RecordedAt)
            ? null
            : Fields.Refuse("key", "has to name a month that is over", "所指月份须已结束"));
}
