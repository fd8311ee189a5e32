using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.Past;

namespace PublicApi.Disclosures;

/// <summary>Groups of one asking and their statistics, which are read once, when the first of their fields is asked for.</summary>
internal sealed class DurationsByKey(ViewSource source, ServiceResultFilter filter, ServiceResultGrouping grouping)
{
    private Dictionary<string, DurationStatistics>? known;

    public async Task<DurationStatistics?> Of(string key, CancellationToken ct)
    {
        known ??= await ServiceResultQuery.Durations(source, filter, grouping, ct);
        return known.GetValueOrDefault(key);
    }
}

/// <summary>The figures that the total, each service and each month have alike.</summary>
public abstract class ServiceFigures
{
    private readonly string key;
    private readonly ServiceResultCounts counts;
    private readonly DurationsByKey durations;

    internal ServiceFigures(string key, ServiceResultCounts counts, DurationsByKey durations) =>
        (this.key, this.counts, this.durations) = (key, counts, durations);

    [Description("Cases received. 收到的请求数。")]
    public long Received => counts.Received;

    [Description("Cases accepted. 受理数。")]
    public long Accepted => counts.Accepted;

    [Description("Cases declined. 不予受理数。")]
    public long Declined => counts.Declined;

    [Description("Cases withdrawn by the requester. 撤回数。")]
    public long Withdrawn => counts.Withdrawn;

    [Description("Cases referred at least once. 转派过的案件数。")]
    public long Referred => counts.Referred;

    [Description("Cases closed: delivered, and not reopened or disputed since. 办结数。")]
    public long Closed => counts.Delivered;

    [Description("Cases neither closed, declined nor withdrawn. 未办结数。")]
    public long Open => counts.Open;

    [Description("Cases reopened at least once. 重新办理过的案件数。")]
    public long Reopened => counts.Reopened;

    [Description("Closed cases with a duration of 0 or more: those that the statistics are about. 计入时长统计的办结案件数。")]
    public long Timed => counts.Timed;

    [Description("Closed cases that their source says were closed before they were requested; in no statistic. 时长为负（来源数据有误）的案件数，不计入统计。")]
    public long NegativeDurations => counts.NegativeDurations;

    [Description("Median hours from request to closing, of 4 decimals; the mean of the two middle values when there are two; null when no case is timed. 办结时长中位数（小时，四位小数）；无可统计案件时为空。")]
    public async Task<decimal?> MedianHours(CancellationToken ct) =>
        (await durations.Of(key, ct))?.MedianHours;

    [Description("90th percentile of hours to closing, nearest rank, of 4 decimals; null when no case is timed. 办结时长第90百分位数（最近秩法，小时，四位小数）；无可统计案件时为空。")]
    public async Task<decimal?> P90Hours(CancellationToken ct) =>
        (await durations.Of(key, ct))?.Percentile90Hours;

    [Description("Mean hours to closing, of 4 decimals; null when no case is timed. 平均办结时长（小时，四位小数）；无可统计案件时为空。")]
    public async Task<decimal?> MeanHours(CancellationToken ct) =>
        (await durations.Of(key, ct))?.MeanHours;

    [Complexity(1, 5)]
    [Description("Shares closed within 1, 3, 7, 14 and 30 days. 1、3、7、14、30天内办结的比例。")]
    public async Task<IReadOnlyList<ShareWithin>> SharesWithin(CancellationToken ct)
    {
        var found = await durations.Of(key, ct);
        return [.. ServiceResultQuery.Days.Select((days, i) => new ShareWithin(days, found?.Within[i] ?? 0, found?.Count ?? 0))];
    }
}

[Name("ShareWithin")]
[Description("How many of the timed cases were closed within some days of 24 hours. 若干天（每天24小时）内办结的比例。")]
public sealed class ShareWithin(int days, long count, long of)
{
    [Description("The days. 天数。")]
    public int Days => days;

    [Description("Cases closed within them: the numerator. 期限内办结数（分子）。")]
    public long Count => count;

    [Description("Timed cases: the denominator. 计入统计的案件数（分母）。")]
    public long Of => of;

    [Description("count / of, of 6 decimals; null when there is no case. 比例（六位小数）；无案件时为空。")]
    public decimal? Share => of == 0 ? null : Rounding.Share(count, of);
}
