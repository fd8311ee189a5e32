using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.Past;

namespace PublicApi.Disclosures;

/// <summary>What is read of the cases of all groups of one asking, once, when the first of their fields asks for it.</summary>
internal sealed class CasesByKey(ViewSource source, ServiceResultFilter filter, ServiceResultGrouping grouping)
{
    private Dictionary<string, DurationStatistics>? durations;
    private ILookup<string, (string Reason, long Count)>? declined;

    public async Task<DurationStatistics?> Durations(string key, CancellationToken ct)
    {
        durations ??= await ServiceResultQuery.Durations(source, filter, grouping, ct);
        return durations.GetValueOrDefault(key);
    }

    public async Task<IEnumerable<(string Reason, long Count)>> Declined(string key, CancellationToken ct)
    {
        declined ??= await ServiceResultQuery.Declined(source, filter, grouping, ct);
        return declined[key];
    }
}

/// <summary>The figures that the total and each group have alike.</summary>
public abstract class ServiceFigures
{
    private readonly string key;
    private readonly ServiceResultCounts counts;
    private readonly CasesByKey cases;

    internal ServiceFigures(string key, ServiceResultCounts counts, CasesByKey cases) =>
        (this.key, this.counts, this.cases) = (key, counts, cases);

    [Description("Cases received. 收到的请求数。")]
    public long Received => counts[ResultCount.Received];

    [Description("Cases accepted. 受理数。")]
    public long Accepted => counts[ResultCount.Accepted];

    [Description("Cases met by an answer at once. 即时答复数。")]
    public long Answered => counts[ResultCount.Answered];

    [Description("Cases declined. 不予受理数。")]
    public long Declined => counts[ResultCount.Declined];

    [Complexity(1, 5)]
    [Description("The same by reason, in order of code. 不予受理的原因，按代码排序。")]
    public async Task<IReadOnlyList<DeclinedFor>> DeclinedByReason(CancellationToken ct) =>
        [.. (await cases.Declined(key, ct)).Select(one => new DeclinedFor(one.Reason, one.Count))];

    [Description("Cases withdrawn by the requester. 撤回数。")]
    public long Withdrawn => counts[ResultCount.Withdrawn];

    [Description("Cases that repeat another one. 并案数。")]
    public long Merged => counts[ResultCount.Merged];

    [Description("Cases referred at least once. 转派过的案件数。")]
    public long Referred => counts[ResultCount.Referred];

    [Description("Cases closed: delivered, and not reopened or disputed since; those answered at once or merged are counted apart. 办结数（已交付且此后未重新办理或提出异议；即时答复与并案另计）。")]
    public long Closed => counts[ResultCount.Delivered];

    [Description("Cases whose delivery the requester confirmed. 请求人确认完成的案件数。")]
    public long Confirmed => counts[ResultCount.Confirmed];

    [Description("Cases whose delivery counts as confirmed, as nothing was said in time; no sign of satisfaction. 逾期未反馈、视为确认的案件数，不计为满意。")]
    public long DeemedConfirmed => counts[ResultCount.DeemedConfirmed];

    [Description("Cases whose delivery was disputed at least once. 请求人提出过异议的案件数。")]
    public long Disputed => counts[ResultCount.Disputed];

    [Description("Cases that have not ended: neither answered, closed, merged, declined nor withdrawn. 尚未结束的案件数（未答复、未办结、未并案、未拒绝、未撤回）。")]
    public long Open => counts[ResultCount.Open];

    [Description("Cases reopened at least once. 重新办理过的案件数。")]
    public long Reopened => counts[ResultCount.Reopened];

    [Complexity(1, Scores)]
    [Description("Rated cases by the score that holds, 1 (very dissatisfied) to 5 (very satisfied). 各分值（1至5分）的评价数，以有效评分计。")]
    public IReadOnlyList<RatedWith> Ratings =>
        [.. Enumerable.Range(1, Scores).Select(score => new RatedWith(score, counts[ResultCount.Rated1 + score - 1]))];

    [Description("Bad ratings taken up to be put right. 启动整改的差评数。")]
    public long RectificationsOpened => counts[ResultCount.RectificationsOpened];

    [Description("Those of them that are dealt with. 已完成整改的差评数。")]
    public long RectificationsClosed => counts[ResultCount.RectificationsClosed];

    [Description("Cases of which a fee was disputed at least once. 对收费提出过异议的案件数。")]
    public long FeesDisputed => counts[ResultCount.FeesDisputed];

    [Description("Charged, in fen. 收费金额（分）。")]
    public decimal ChargedFen => counts[ResultSum.ChargedFen];

    [Description("Paid, in fen. 已付金额（分）。")]
    public decimal PaidFen => counts[ResultSum.PaidFen];

    [Description("Refunded, in fen. 退款金额（分）。")]
    public decimal RefundedFen => counts[ResultSum.RefundedFen];

    [Description("Waived, in fen. 减免金额（分）。")]
    public decimal WaivedFen => counts[ResultSum.WaivedFen];

    [Description("Subsidised, in fen. 补贴金额（分）。")]
    public decimal SubsidisedFen => counts[ResultSum.SubsidisedFen];

    [Description("Closed cases with a duration of 0 or more: those that the statistics are about. 计入时长统计的办结案件数。")]
    public long Timed => counts[ResultCount.Timed];

    [Description("Closed cases that their source says were closed before they were requested; in no statistic. 时长为负（来源数据有误）的案件数，不计入统计。")]
    public long NegativeDurations => counts[ResultCount.NegativeDurations];

    [Description("Median hours from request to closing, of 4 decimals; the mean of the two middle values when there are two; null when no case is timed. 办结时长中位数（小时，四位小数）；无可统计案件时为空。")]
    public async Task<decimal?> MedianHours(CancellationToken ct) =>
        (await cases.Durations(key, ct))?.MedianHours;

    [Description("90th percentile of hours to closing, nearest rank, of 4 decimals; null when no case is timed. 办结时长第90百分位数（最近秩法，小时，四位小数）；无可统计案件时为空。")]
    public async Task<decimal?> P90Hours(CancellationToken ct) =>
        (await cases.Durations(key, ct))?.Percentile90Hours;

    [Description("Mean hours to closing, of 4 decimals; null when no case is timed. 平均办结时长（小时，四位小数）；无可统计案件时为空。")]
    public async Task<decimal?> MeanHours(CancellationToken ct) =>
        (await cases.Durations(key, ct))?.MeanHours;

    [Complexity(1, 5)]
    [Description("Shares closed within 1, 3, 7, 14 and 30 days. 1、3、7、14、30天内办结的比例。")]
    public async Task<IReadOnlyList<ShareWithin>> SharesWithin(CancellationToken ct)
    {
        var found = await cases.Durations(key, ct);
        return [.. ServiceResultQuery.Days.Select((days, i) => new ShareWithin(days, found?.Within[i] ?? 0, found?.Count ?? 0))];
    }

    private const int Scores = 5;
}

[Name("DeclinedFor")]
[Description("How many cases were declined for a reason. 因某一原因不予受理的案件数。")]
public sealed class DeclinedFor(string reason, long count)
{
    [Description("Code of the reason. 原因代码。")]
    public string Reason => reason;

    [Description("The cases. 案件数。")]
    public long Count => count;
}

[Name("RatedWith")]
[Description("How many cases were rated with a score. 某一分值的评价数。")]
public sealed class RatedWith(int score, long count)
{
    [Description("The score, 1 to 5. 分值，1至5。")]
    public int Score => score;

    [Description("The cases. 案件数。")]
    public long Count => count;
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
