using Projections.Compliance.Months;
using Projections.Past;
using Projections.Verdicts;
using PublicApi.GraphQL;

namespace PublicApi.Exports;

/// <summary>Verdicts on the disclosures and unifications, findings, indicators and publications, a row a measure or figure.</summary>
internal static class ComplianceExports
{
    public static readonly IReadOnlyList<ExportView> All =
    [
        Verdicts("verdicts", "Verdicts by month; a row a measure.", "各月检查结论，每指标一行。", ["from", "to", "scope", "subject", "item", "outcome", ExportFilters.State], static filters => new VerdictFilter(
            filters.Month("from"), filters.Month("to"), filters.OneOf("scope", Scopes.Network, Scopes.Platform, Scopes.Provider),
            filters.Text("subject"), filters.Text("item"), filters.Text("outcome"))),
        Verdicts("disclosures", "Verdicts on the disclosures; a row a measure.", "各项公开的检查结论，每指标一行。", ["period", "platform", ExportFilters.State], static filters =>
            new VerdictFilter(filters.Month("period"), filters.Month("period"), Subject: filters.Text("platform")) { Items = "D" }),
        Verdicts("unifications", "Verdicts on the unifications; a row a measure.", "各项统一的检查结论，每指标一行。", ["period", "platform", ExportFilters.State], static filters =>
            new VerdictFilter(filters.Month("period"), filters.Month("period"), Subject: filters.Text("platform")) { Items = "U" }),
        new ExportView<FindingRow>(
            "findings", "Findings by month and what became of them.", "各月发现的问题及其处理。",
            ["from", "to", "rule", "item", "platform", "provider", "severity", "status", ExportFilters.State],
            [
                new("findingId", "编号", static row => row.Code),
                new("month", "月份", static row => row.Month),
                new("rule", "规则", static row => row.Rule),
                new("ruleVersion", "规则版本", static row => row.RuleVersion),
                new("item", "检查项", static row => row.Item),
                new("severity", "严重程度", static row => row.Severity),
                new("subject", "对象", static row => row.Subject),
                new("platform", "责任平台", static row => row.Node),
                new("provider", "服务机构", static row => row.Provider),
                new("status", "状态", static row => row.Status),
                new("regime", "规则集", static row => row.RegimeId),
                new("regimeVersion", "规则集版本", static row => row.RegimeVersion),
                new("basis", "依据类型", static row => row.Basis),
                new("evidence", "证据条目数", static row => row.Evidence.Count),
                new("positions", "证据条目的位置", static row => row.Evidence.First.Select(static entry => $"{entry.Position}")),
                new("raisedAt", "发现时间", static row => row.Raised.At),
                new("acknowledgedAt", "确认时间", static row => row.Acknowledged?.Mark.At),
                new("curedAt", "整改时间", static row => row.Cured?.Mark.At),
                new("waivedAt", "豁免时间", static row => row.Waived?.Mark.At),
                new("waivedReason", "豁免原因代码", static row => row.Waived?.ReasonCode),
                new("position", "最近评价条目的位置", static row => row.Evaluated.Position),
            ],
            Findings),
        new ExportView<IndicatorRow>(
            "indicators", "Indicators of each month and of the year up to it.", "各月及本年累计指标。", ["year", "month", "span", "code", ExportFilters.State],
            [
                new("month", "月份", static row => row.Month),
                new("span", "期间类型", static row => row.Span),
                new("code", "指标代码", static row => row.Indicator),
                new("dimensions", "维度", static row => row.Dimensions.Select(static one => $"{one.Key}={one.Value}")),
                new("unit", "单位", static row => row.Unit),
                new("value", "数值", static row => row.Value),
                new("of", "分母", static row => row.Of),
                new("population", "总体", static row => row.Population),
                new("target", "目标", static row => row.Target),
                new("outcome", "结论", static row => row.Outcome),
                new("basis", "依据类型", static row => row.Basis),
                new("beside", "并列数", static row => row.Beside.Select(static one => $"{one.Key}={one.Value}")),
                new("details", "说明", static row => row.Details.Select(static one => $"{one.Key}={one.Value}")),
                new("position", "评价条目的位置", static row => row.Evaluated.Position),
            ],
            Indicators),
        new ExportView<Part<PublicationRow, PublishedFigure>>(
            "publications", "The published months: every figure as it was stated, recounted, and as it stands now.", "已发布月份：每个数字的发布值、复算值与现值。",
            ["from", "to", ExportFilters.State],
            [
                new("month", "月份", static row => row.Whole.Month),
                new("treeSize", "所依据的条目数", static row => row.Whole.Size),
                new("publishedAt", "发布时间", static row => row.Whole.Published.At),
                new("position", "发布条目的位置", static row => row.Whole.Published.Position),
                new("platform", "平台", static row => row.Item?.Node),
                new("code", "数字代码", static row => row.Item?.Code),
                new("stated", "发布值", static row => row.Item?.Stated),
                new("recounted", "复算值", static row => row.Item?.Recounted),
                new("now", "现值", static row => row.Item?.Now),
                new("reasons", "变化原因", static row => row.Item?.Reasons.Select(static reason => $"{reason.Kind} {reason.Position}")),
            ],
            static async (snapshot, filters, ct) => (await Publications(snapshot, filters, ct)).SelectMany(static publication => Parts.Of(publication, publication.Figures))),
    ];

    private static ExportView<Part<VerdictRow, MeasureRow>> Verdicts(
        string name, string english, string chinese, IReadOnlyList<string> filters, Func<ExportFilters, VerdictFilter> asked) => new(
            name, english, chinese, filters,
            [
                new("month", "月份", static row => row.Whole.Month),
                new("scope", "范围", static row => row.Whole.Scope),
                new("subject", "对象", static row => row.Whole.Subject),
                new("item", "检查项", static row => row.Whole.Item),
                new("outcome", "结论", static row => row.Whole.Outcome),
                new("score", "得分（百分之一分）", static row => row.Whole.Score),
                new("rule", "规则", static row => row.Item?.Rule),
                new("ruleVersion", "规则版本", static row => row.Item?.RuleVersion),
                new("measure", "指标", static row => row.Item?.Measure),
                new("measureOutcome", "指标结论", static row => row.Item?.Outcome),
                new("numerator", "分子", static row => row.Item?.Numerator),
                new("denominator", "分母", static row => row.Item?.Denominator),
                new("passBasisPoints", "合格线（万分比）", static row => row.Item?.PassBasisPoints),
                new("failBasisPoints", "不合格线（万分比）", static row => row.Item?.FailBasisPoints),
                new("minimumN", "最小样本", static row => row.Item?.MinimumN),
                new("basis", "依据类型", static row => row.Item?.Basis),
                new("evidence", "不符条目数", static row => row.Item?.Against.Count),
                new("regime", "规则集", static row => row.Whole.RegimeId),
                new("regimeVersion", "规则集版本", static row => row.Whole.RegimeVersion),
                new("position", "评价条目的位置", static row => row.Whole.Evaluated.Position),
            ],
            async (snapshot, given, ct) => (await Verdicts(snapshot, given, asked(given), ct)).SelectMany(static verdict => Parts.Of(verdict, verdict.Measures)));

    private static async Task<IAsyncEnumerable<VerdictRow>> Verdicts(LedgerSnapshot snapshot, ExportFilters filters, VerdictFilter asked, CancellationToken ct)
    {
        var source = await Judged(snapshot, filters, asked.FromMonth, asked.ToMonth, MonthlyRows.Judged, ct);
        return ExportPages.All<VerdictRow>((last, limit) => VerdictQuery.Page(source, asked, new(last?.Code, null, limit), ct));
    }

    private static async Task<IAsyncEnumerable<FindingRow>> Findings(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var asked = new FindingFilter(
            filters.Month("from"), filters.Month("to"), filters.Text("rule"), filters.Text("item"), filters.Text("platform"), filters.Text("provider"),
            filters.Text("severity"), filters.OneOf("status", [.. FindingStatuses.All]));
        var source = await Judged(snapshot, filters, asked.FromMonth, asked.ToMonth, MonthlyRows.Findings, ct);
        return ExportPages.All<FindingRow>((last, limit) => FindingQuery.Page(source, asked, new(last?.Code, null, limit), ct));
    }

    private static async Task<IAsyncEnumerable<IndicatorRow>> Indicators(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var asked = IndicatorFilter.Of(
            filters.Number("year", least: 1900, most: 2999), filters.Month("month"),
            filters.OneOf("span", IndicatorRow.OfMonth, IndicatorRow.OfYear), filters.Text("code"));
        var source = await Judged(snapshot, filters, asked.FromMonth, asked.ToMonth, MonthlyRows.Judged, ct);
        return ExportPages.All<IndicatorRow>((last, limit) => IndicatorQuery.Page(source, asked, new(last?.Code, null, limit), ct));
    }

    private static async Task<IAsyncEnumerable<PublicationRow>> Publications(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var (from, to) = (filters.Month("from"), filters.Month("to"));
        var source = await Judged(snapshot, filters, from, to, MonthlyRows.Publications, ct);
        return ExportPages.All<PublicationRow>((last, limit) => PublicationQuery.Page(source, from, to, new(last?.Code, null, limit), ct));
    }

    private static async Task<ViewSource> Judged(
        LedgerSnapshot snapshot, ExportFilters filters, string? from, string? to, MonthlyRows rows, CancellationToken ct) =>
        await snapshot.Judged(await snapshot.Size(filters.AsOf, ct), from, to, rows, ct);
}
