using System.ComponentModel;
using GraphQL;
using Projections.Past;
using Projections.Verdicts;
using PublicApi.Compliance;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    private const string OnlyPeriod = "Only this month, yyyy-MM. 仅限该月。";
    private const string OnlySubject = "Only those on this platform; on every platform, on providers and the network when left out. 仅限该平台；省略则含各平台、服务机构和全网。";

    [CodePages]
    [Description("Verdicts on disclosures and unifications, and grades, in order of month, scope, subject and item. 公开与统一各项的评定及综合等级，按月份、范围、对象和项目排列。")]
    public static async Task<VerdictConnection> Verdicts(
        [Description("Which verdicts. 筛选条件。")] VerdictFilterInput? filter,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        await VerdictPage((filter ?? new()).ToFilter(), await snapshot.Size(asOf, ct), page, snapshot, ct);

    [CodePages]
    [Description("Verdicts on the five disclosures, in the order of verdicts. 五公开的评定，顺序同 verdicts。")]
    public static async Task<VerdictConnection> Disclosures(
        [Month][Description(OnlyPeriod)] string? period,
        [Description(OnlySubject)] string? platform,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        await VerdictPage(
            new VerdictFilter(period, period, Subject: platform) { Items = "D" }, await snapshot.Size(asOf, ct), page, snapshot, ct);

    [CodePages]
    [Description("Verdicts on the six unifications, in the order of verdicts. 六统一的评定，顺序同 verdicts。")]
    public static async Task<VerdictConnection> Unifications(
        [Month][Description(OnlyPeriod)] string? period,
        [Description(OnlySubject)] string? platform,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct) =>
        await VerdictPage(
            new VerdictFilter(period, period, Subject: platform) { Items = "U" }, await snapshot.Size(asOf, ct), page, snapshot, ct);

    [CodePages]
    [Description("Violations of rules and what became of them, in order of month, rule and id. 违反规则的问题及其处理情况，按月份、规则和编号排列。")]
    public static async Task<FindingConnection> Findings(
        [Description("Which findings. 筛选条件。")] FindingFilterInput? filter,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var size = await snapshot.Size(asOf, ct);
        var asked = (filter ?? new()).ToFilter();
        return await FindingPage(asked, await snapshot.Judged(size, asked.FromMonth, asked.ToMonth, MonthlyRows.Findings, ct), size, page, ct);
    }

    [CodePages]
    [Description("The indicators of a year by month, and of the year up to each month, in order of month, span, code and dimensions. 某年各月及当年累计的指标，按月份、期间、代码和维度排列。")]
    public static async Task<IndicatorConnection> Indicators(
        [Year][Description("The year. 年份。")] int year,
        [Month][Description(OnlyPeriod)] string? month,
        [Description("month or year; both when left out. month 为当月，year 为当年累计；省略则二者皆有。")] string? span,
        [Description("Only this indicator, such as K1. 仅限该指标代码。")] string? code,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var size = await snapshot.Size(asOf, ct);
        var asked = IndicatorFilter.Of(year, month, span, code);
        var source = await snapshot.Judged(size, asked.FromMonth, asked.ToMonth, MonthlyRows.Judged, ct);
        var found = await CodedPage.Read(page, window => IndicatorQuery.Page(source, asked, window, ct), () => IndicatorQuery.Count(source, asked, ct));
        return new(found.Select(row => new IndicatorEdge(row, size)));
    }

    [CodePages]
    [Description("Months as they were published, in order of month: what was stated never changes. 各月的发布，按月份排列：当时的陈述永不更改。")]
    public static async Task<PublicationConnection> Publications(
        [Month][Description("First month, yyyy-MM. 起始月份。")] string? from,
        [Month][Description("Last month, yyyy-MM. 截止月份。")] string? to,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromPage] Paging page,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var size = await snapshot.Size(asOf, ct);
        var source = await snapshot.Judged(size, from, to, MonthlyRows.Publications, ct);
        var found = await CodedPage.Read(
            page, window => PublicationQuery.Page(source, from, to, window, ct), () => PublicationQuery.Count(source, from, to, ct));
        return new(found.Select(row => new PublicationEdge(row, size)));
    }

    /// <summary>A page of findings.</summary>
    /// <param name="size">The state that they are of; null for that of now.</param>
    internal static async Task<FindingConnection> FindingPage(
        FindingFilter asked, ViewSource source, long? size, Paging page, CancellationToken ct)
    {
        var found = await CodedPage.Read(page, window => FindingQuery.Page(source, asked, window, ct), () => FindingQuery.Count(source, asked, ct));
        return new(found.Select(row => new FindingEdge(row, size)));
    }

    /// <summary>A page of verdicts as of a state.</summary>
    internal static async Task<VerdictConnection> VerdictPage(
        VerdictFilter filter, long? size, Paging page, LedgerSnapshot snapshot, CancellationToken ct)
    {
        var source = await snapshot.Judged(size, filter.FromMonth, filter.ToMonth, MonthlyRows.Judged, ct);
        var found = await CodedPage.Read(page, window => VerdictQuery.Page(source, filter, window, ct), () => VerdictQuery.Count(source, filter, ct));
        return new(found.Select(row => new VerdictEdge(row, size)));
    }
}

/// <summary>A year of four digits.</summary>
internal sealed class YearAttribute : ArgumentRuleAttribute
{
    protected override string? FaultOf(object value) => value is >= 1900 and <= 2999 ? null : "A year has four digits, such as 2026.";
}
