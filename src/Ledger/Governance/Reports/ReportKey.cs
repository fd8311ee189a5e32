using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Registry.Platforms;

namespace Ledger.Governance.Reports;

/// <summary>What the id of a report's stream says: which platform reports, on which month.</summary>
/// <param name="Node">Code of the platform.</param>
/// <param name="Month">First day of the month in Asia/Shanghai.</param>
internal sealed record ReportKey(string Node, DateOnly Month)
{
    private const int MonthDigits = 6;

    public string Period => Month.ToString("yyyy-MM");

    /// <summary>Null when the id has another form.</summary>
    public static ReportKey? Of(string stream)
    {
        var key = stream[ReportState.Prefix.Length..];
        var dash = key.LastIndexOf('-');
        return dash > 0 && key.Length - dash - 1 == MonthDigits && GovernanceChecks.MonthOf(key[(dash + 1)..], "yyyyMM") is { } month
            ? new ReportKey(key[..dash], month)
            : null;
    }

    /// <summary>The id has its form and its node is a platform of the network.</summary>
    public static Decision? Check(Act act) =>
        Of(act.Stream) is { } key && act.Network.Find<PlatformState>(PlatformState.StreamOf(key.Node)).Exists
            ? null
            : Fields.Refuse(
                "key", "has to be a registered platform and a month, such as SC-510700-202601", "须为已登记平台和月份，如 SC-510700-202601");

    /// <summary>The reporting platform acts, or the province.</summary>
    public static Decision? Owner(Act act) => Authority.OwnerOrProvince(act, Of(act.Stream)!.Node);

    public static Decision? MonthHasBegun(Act act) => Of(act.Stream)!.Month <= Days.Of(act.Envelope.RecordedAt)
        ? null
        : Fields.Refuse("key", "has to name a month that has begun", "所指月份须已开始");
}
