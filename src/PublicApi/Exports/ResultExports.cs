using System.Runtime.CompilerServices;
using Projections.Disclosures;
using Projections.Past;
using PublicApi.Disclosures;
using PublicApi.GraphQL;

namespace PublicApi.Exports;

/// <summary>Disclosure D5 and the rates of D1 to D4: figures of the whole and of its parts.</summary>
internal static class ResultExports
{
    public static readonly IReadOnlyList<ExportView> All =
    [
        new ExportView<Results>(
            "serviceResult", "Disclosure D5: what became of the cases of some months; in total, by service, platform, provider and month.",
            "服务结果公开（D5）：总计，按服务、平台、机构、月份。", ["by", "service", "platform", "provider", "region", "from", "to", ExportFilters.State],
            [
                new("by", "分列方式", static row => ExportFilters.NameOf(row.By)),
                new("code", "编码或月份", static row => row.Group.Key),
                new("name", "名称", static row => row.Name),
                Count("received", "收到的请求数", ResultCount.Received),
                Count("accepted", "受理数", ResultCount.Accepted),
                Count("answered", "即时答复数", ResultCount.Answered),
                Count("declined", "不予受理数", ResultCount.Declined),
                new("declinedByReason", "不予受理的原因", static row => row.Declined.Select(static one => $"{one.Reason}={one.Count}")),
                Count("withdrawn", "撤回数", ResultCount.Withdrawn),
                Count("merged", "并案数", ResultCount.Merged),
                Count("referred", "转派过的案件数", ResultCount.Referred),
                Count("closed", "办结数", ResultCount.Delivered),
                Count("confirmed", "请求人确认完成的案件数", ResultCount.Confirmed),
                Count("deemedConfirmed", "逾期视为确认的案件数", ResultCount.DeemedConfirmed),
                Count("disputed", "请求人提出过异议的案件数", ResultCount.Disputed),
                Count("open", "未办结数", ResultCount.Open),
                Count("reopened", "重新办理过的案件数", ResultCount.Reopened),
                .. Enumerable.Range(1, 5).Select(static score => Count($"rated{score}", $"{score}分评价数", ResultCount.Rated1 + score - 1)),
                Count("rectificationsOpened", "启动整改的差评数", ResultCount.RectificationsOpened),
                Count("rectificationsClosed", "已完成整改的差评数", ResultCount.RectificationsClosed),
                Count("feesDisputed", "对收费提出过异议的案件数", ResultCount.FeesDisputed),
                Sum("chargedFen", "收费金额（分）", ResultSum.ChargedFen),
                Sum("paidFen", "已付金额（分）", ResultSum.PaidFen),
                Sum("refundedFen", "退款金额（分）", ResultSum.RefundedFen),
                Sum("waivedFen", "减免金额（分）", ResultSum.WaivedFen),
                Sum("subsidisedFen", "补贴金额（分）", ResultSum.SubsidisedFen),
                Count("timed", "计入时长统计的办结案件数", ResultCount.Timed),
                Count("negativeDurations", "时长为负的案件数", ResultCount.NegativeDurations),
                new("medianHours", "办结时长中位数（小时）", static row => row.Durations?.MedianHours),
                new("p90Hours", "办结时长第90百分位数（小时）", static row => row.Durations?.Percentile90Hours),
                new("meanHours", "平均办结时长（小时）", static row => row.Durations?.MeanHours),
                .. ServiceResultQuery.Days.Select(static (days, i) => new ExportColumn<Results>(
                    $"within{days}Days", $"{days}天内办结数", row => row.Durations?.Within[i] ?? 0)),
            ],
            ServiceResults),
        new ExportView<OfferRates>(
            "disclosureRates", "How many of the active services publish what, of the network and of each platform.", "全网及各平台的公开率。", ["at", ExportFilters.State],
            [
                new("platform", "平台编码", static rates => rates.Platform),
                new("platformName", "平台名称", static rates => rates.PlatformName),
                new("activeServices", "有效服务数", static rates => rates.Active),
                .. Rate("contentCompleteness", "服务内容完整", static rates => rates.Complete),
                .. Rate("processDisclosureRate", "服务流程公开", static rates => rates.WithProcess),
                .. Rate("feeDisclosureRate", "收费标准公开", static rates => rates.WithFees),
                .. Rate("commitmentDisclosureRate", "服务承诺公开", static rates => rates.WithCommitment),
            ],
            DisclosureRates),
    ];

    /// <param name="Name">Of the service, platform or provider; null for others, and where the registry has none.</param>
    /// <param name="Durations">Null where no case is timed.</param>
    private sealed record Results(
        ServiceResultGrouping By, ServiceResultGroup Group, string? Name, DurationStatistics? Durations, IEnumerable<(string Reason, long Count)> Declined);

    private static ExportColumn<Results> Count(string name, string chinese, ResultCount count) => new(name, chinese, row => row.Group.Counts[count]);

    private static ExportColumn<Results> Sum(string name, string chinese, ResultSum sum) => new(name, chinese, row => row.Group.Counts[sum]);

    private static IEnumerable<ExportColumn<OfferRates>> Rate(string name, string chinese, Func<OfferRates, long> numerator) =>
    [
        new($"{name}Numerator", $"{chinese}数", rates => numerator(rates)),
        new(name, $"{chinese}率", rates => rates.Active == 0 ? null : Rounding.Share(numerator(rates), rates.Active)),
    ];

    private static async Task<IAsyncEnumerable<Results>> ServiceResults(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var asked = new ServiceResultFilter(
            filters.Text("service"), filters.Month("from"), filters.Month("to"),
            filters.Text("platform"), filters.Text("provider"), filters.Text("region"));
        if (string.CompareOrdinal(asked.FromMonth, asked.ToMonth ?? "9999-99") > 0)
        {
            throw ExportFilters.Fault("'from' is after 'to'.", "“from”晚于“to”。");
        }

        var groupings = filters.OneOf<ServiceResultGrouping>("by") is { } one ? [one] : Enum.GetValues<ServiceResultGrouping>();
        var size = await snapshot.Size(filters.AsOf, ct);
        return Groups(await snapshot.Cases(size, ct), await snapshot.Registry(size, ct), asked, groupings, ct);
    }

    private static async IAsyncEnumerable<Results> Groups(
        ViewSource source,
        ViewSource registry,
        ServiceResultFilter asked,
        IReadOnlyList<ServiceResultGrouping> groupings,
        [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var grouping in groupings)
        {
            var durations = await ServiceResultQuery.Durations(source, asked, grouping, ct);
            var declined = await ServiceResultQuery.Declined(source, asked, grouping, ct);
            var groups = await ServiceResultQuery.Counts(source, asked, grouping, ct);
            var names = new GroupNames(groups, grouping, () => Task.FromResult(registry), ct);
            foreach (var group in groups)
            {
                yield return new(grouping, group, await names.Of(group), durations.GetValueOrDefault(group.Key), declined[group.Key]);
            }
        }
    }

    private static async Task<IAsyncEnumerable<OfferRates>> DisclosureRates(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var moment = await snapshot.Moment(filters.AsOf, filters.Instant("at"), ct);
        var (network, byPlatform) = await OfferQuery.Rates(await snapshot.Registry(moment.Size, ct), moment.Instant, ct);
        return byPlatform.Prepend(network).ToAsyncEnumerable();
    }
}
