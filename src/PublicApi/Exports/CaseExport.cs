using Projections.Cases;
using PublicApi.Cases;
using PublicApi.GraphQL;

namespace PublicApi.Exports;

/// <summary>The cases, earliest request first.</summary>
internal static class CaseExport
{
    public static readonly ExportView View = new ExportView<CaseView>(
        "cases", "Cases, earliest request first.", "案件，按请求时间排列。",
        ["service", "category", "platform", "region", "status", "stage", "month", ExportFilters.State],
        [
            new("caseId", "案件编号", static view => view.CaseId),
            new("status", "状态（概括）", static view => ExportFilters.NameOf(CaseStages.StatusOf(CaseStages.Parse(view.Stage)))),
            new("stage", "所处阶段", static view => ExportFilters.NameOf(CaseStages.Parse(view.Stage))),
            new("serviceCode", "服务代码", static view => view.ServiceCode),
            new("serviceName", "服务名称", static view => view.ServiceName),
            new("category", "服务类别代码", static view => view.CategoryCode),
            new("platform", "首接平台", static view => view.Platform),
            new("ownerNode", "当前责任平台", static view => view.OwnerNode),
            new("providerId", "服务提供方", static view => view.ProviderId),
            new("regionCode", "地区代码", static view => view.RegionCode),
            new("channel", "请求渠道", static view => view.Channel),
            new("nature", "服务性质", static view => view.Nature),
            new("sizeClass", "企业规模", static view => view.SizeClass),
            new("industryCode", "行业代码", static view => view.IndustryCode),
            new("requestedAt", "请求时间", static view => view.RequestedAt),
            new("month", "请求月份", static view => view.Month),
            new("acceptedAt", "受理时间", static view => view.AcceptedAt),
            new("completedAt", "办结时间", static view => view.CompletedAt),
            new("durationMs", "办结时长（毫秒）", static view => view.DurationMs),
            new("outcomeCode", "办理结果代码", static view => view.OutcomeCode),
            new("hops", "转派次数", static view => view.Hops),
            new("reopened", "重新办理次数", static view => view.Reopened),
            new("score", "最近一次评分", static view => view.Score),
            new("chargedFen", "收费金额（分）", static view => view.ChargedFen),
            new("paidFen", "已付金额（分）", static view => view.PaidFen),
            new("refundedFen", "退款金额（分）", static view => view.RefundedFen),
            new("waivedFen", "减免金额（分）", static view => view.WaivedFen),
            new("subsidisedFen", "补贴金额（分）", static view => view.SubsidisedFen),
            new("declineReason", "不予受理的原因代码", static view => view.DeclineReason),
            new("confirmation", "确认方式", static view => view.Confirmation),
            new("disputes", "对完成提出异议的次数", static view => view.Disputes),
            new("feeDisputes", "对收费提出异议的次数", static view => view.FeeDisputes),
            new("rectificationsOpened", "启动整改的差评数", static view => view.RectificationsOpened),
            new("rectificationsClosed", "已完成整改的差评数", static view => view.RectificationsClosed),
            new("version", "事件数", static view => view.Version),
        ],
        Read);

    private static async Task<IAsyncEnumerable<CaseView>> Read(LedgerSnapshot snapshot, ExportFilters filters, CancellationToken ct)
    {
        var asked = new CaseFilterInput
        {
            Service = filters.Text("service"),
            Category = filters.Text("category"),
            Platform = filters.Text("platform"),
            Region = filters.Text("region"),
            Status = filters.OneOf<CaseStatus>("status"),
            Stage = filters.OneOf<CaseStage>("stage"),
            Month = filters.Month("month"),
        }.ToFilter();
        var source = await snapshot.Cases(await snapshot.Size(filters.AsOf, ct), ct);
        return ExportPages.All<CaseView>((last, limit) => CaseQuery.Page(
            source, asked, new(last is null ? null : new CaseCursor(last.RequestedAt, last.CaseId), null, limit), ct));
    }
}
