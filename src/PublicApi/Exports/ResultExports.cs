using System.Runtime.CompilerServices;
using Npgsql;
using Projections.Disclosures;

namespace PublicApi.Exports;

/// <summary>Disclosure D5 and the rates of D1 to D4: figures of the whole and of its parts.</summary>
internal static class ResultExports
{
    public static readonly IReadOnlyList<ExportView> All =
    [
        new ExportView<Results>(
            "serviceResults", "Disclosure D5: what became of the cases of some months; in total, by service, by month.",
            "服务结果公开（D5）：总计、按服务、按月份。", ["service", "from", "to"],
            [
                new("by", "分列方式", static row => ExportFilters.NameOf(row.By)),
                new("key", "服务代码或月份", static row => row.Group.Key),
                new("serviceName", "服务名称", static row => row.By == ServiceResultGrouping.Service ? row.Group.ServiceName : null),
                new("received", "收到的请求数", static row => row.Group.Counts.Received),
                new("accepted", "受理数", static row => row.Group.Counts.Accepted),
                new("declined", "不予受理数", static row => row.Group.Counts.Declined),
                new("withdrawn", "撤回数", static row => row.Group.Counts.Withdrawn),
                new("referred", "转派过的案件数", static row => row.Group.Counts.Referred),
                new("closed", "办结数", static row => row.Group.Counts.Delivered),
                new("open", "未办结数", static row => row.Group.Counts.Open),
                new("reopened", "重新办理过的案件数", static row => row.Group.Counts.Reopened),
                new("timed", "计入时长统计的办结案件数", static row => row.Group.Counts.Timed),
                new("negativeDurations", "时长为负的案件数", static row => row.Group.Counts.NegativeDurations),
                new("medianHours", "办结时长中位数（小时）", static row => row.Durations?.MedianHours),
                new("p90Hours", "办结时长第90百分位数（小时）", static row => row.Durations?.Percentile90Hours),
                new("meanHours", "平均办结时长（小时）", static row => row.Durations?.MeanHours),
                .. ServiceResultQuery.Days.Select(static (days, i) => new ExportColumn<Results>(
                    $"within{days}Days", $"{days}天内办结数", row => row.Durations?.Within[i] ?? 0)),
            ],
            ServiceResults),
        new ExportView<OfferRates>(
            "disclosureRates", "How many of the active services publish what, of the network and of each platform.", "全网及各平台的公开率。", ["at"],
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

    /// <param name="Durations">Null where no case is timed.</param>
    private sealed record Results(ServiceResultGrouping By, ServiceResultGroup Group, DurationStatistics? Durations);

    private static IEnumerable<ExportColumn<OfferRates>> Rate(string name, string chinese, Func<OfferRates, long> numerator) =>
    [
        new($"{name}Numerator", $"{chinese}数", rates => numerator(rates)),
        new(name, $"{chinese}率", rates => rates.Active == 0 ? null : Rounding.Share(numerator(rates), rates.Active)),
    ];

    private static async IAsyncEnumerable<Results> ServiceResults(
        NpgsqlConnection connection, ExportFilters filters, [EnumeratorCancellation] CancellationToken ct)
    {
        var asked = new ServiceResultFilter(filters.Text("service"), filters.Month("from"), filters.Month("to"));
        if (string.CompareOrdinal(asked.FromMonth, asked.ToMonth ?? "9999-99") > 0)
        {
            throw ExportFilters.Fault("'from' is after 'to'.", "“from”晚于“to”。");
        }

        foreach (var grouping in Enum.GetValues<ServiceResultGrouping>())
        {
            var durations = await ServiceResultQuery.Durations(connection, asked, grouping, ct);
            foreach (var group in await ServiceResultQuery.Counts(connection, asked, grouping, ct))
            {
                yield return new(grouping, group, durations.GetValueOrDefault(group.Key));
            }
        }
    }

    private static async IAsyncEnumerable<OfferRates> DisclosureRates(
        NpgsqlConnection connection, ExportFilters filters, [EnumeratorCancellation] CancellationToken ct)
    {
        var at = filters.Instant("at") ?? await OfferQuery.NewestTime(connection, null, ct) ?? DateTimeOffset.UnixEpoch;
        var (network, byPlatform) = await OfferQuery.Rates(connection, at, ct);
        foreach (var rates in byPlatform.Prepend(network))
        {
            yield return rates;
        }
    }
}
