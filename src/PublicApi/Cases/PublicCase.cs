using System.ComponentModel;
using GraphQL;
using Projections.Cases;
using Projections.Disclosures;
using PublicApi.GraphQL;
using PublicApi.Transparency;

namespace PublicApi.Cases;

[Name("Service")]
[Description("A kind of service. 服务项目。")]
public sealed class PublicService(CaseView view)
{
    [Description("Its code (Open311: service_code). 代码。")]
    public string Code => view.ServiceCode;

    [Description("Its name, as it was for this case (Open311: service_name). 名称（以本案为准）。")]
    public string Name => view.ServiceName;
}

[Name("Case")]
[Implements(typeof(INode))]
[Description("One request for a service and what became of it; in Open311 GeoReport v2 a service request, in OCDS a record. 一个服务请求及其办理过程。")]
public sealed class PublicCase : INode
{
    private readonly CaseView view;
    private readonly Timelines timelines;
    private readonly long? size;

    internal PublicCase(CaseView view, Timelines timelines, long? size) => (this.view, this.timelines, this.size) = (view, timelines, size);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("Case", view.CaseId, new Moment(size, null, null));

    [Id]
    [Description("Id of the case; tells nothing about the requester (Open311: service_request_id). 案件编号，不含请求人信息。")]
    public string CaseId => view.CaseId;

    [Description("Where it stands, in short (Open311: status). 状态（概括）。")]
    public CaseStatus Status => CaseStages.StatusOf(Stage);

    [Description("Where it stands. 所处阶段。")]
    public CaseStage Stage => CaseStages.Parse(view.Stage);

    [Description("What was asked for. 请求的服务。")]
    public PublicService Service => new(view);

    [Description("Code of the category of the service. 服务类别代码。")]
    public string Category => view.CategoryCode;

    [Description("The platform of first contact, answerable for the case being counted (Open311: agency_responsible). 首接平台。")]
    public string Platform => view.Platform;

    [Description("The platform answerable now. 当前责任平台。")]
    public string OwnerNode => view.OwnerNode;

    [Id]
    [Description("Who delivers; null until delivery starts. 服务提供方；未开始时为空。")]
    public string? ProviderId => view.ProviderId;

    [Description("Region, by GB/T 2260 or the source's own code. 地区代码（GB/T 2260或来源代码）。")]
    public string RegionCode => view.RegionCode;

    [Description("How the request reached the network. 请求渠道。")]
    public string Channel => view.Channel;

    [Description("public_good, discounted or market; null until accepted. 公益、优惠或市场化；受理前为空。")]
    public string? Nature => view.Nature;

    [Description("Size of the enterprise: micro, small, medium or large. 企业规模。")]
    public string? SizeClass => view.SizeClass;

    [Description("Industry of the enterprise, by GB/T 4754. 行业代码（GB/T 4754）。")]
    public string? IndustryCode => view.IndustryCode;

    [Description("When it was requested (Open311: requested_datetime). 请求时间。")]
    public DateTimeOffset RequestedAt => view.RequestedAt;

    [Description("Month of the request by the requester's wall clock, yyyy-MM. 请求月份（当地时间）。")]
    public string Month => view.Month;

    [Description("When it was accepted. 受理时间。")]
    public DateTimeOffset? AcceptedAt => view.AcceptedAt;

    [Description("When the service was delivered (Open311: closed_date). 办结时间。")]
    public DateTimeOffset? CompletedAt => view.CompletedAt;

    [Description("Milliseconds from request to delivery; negative where the source says so. 办结时长（毫秒）；来源数据有误时可为负。")]
    public long? DurationMs => view.DurationMs;

    [Description("The same in hours, of 4 decimals. 办结时长（小时，四位小数）。")]
    public decimal? DurationHours => view.DurationMs is { } milliseconds ? Rounding.Hours(milliseconds) : null;

    [Description("What came of it, such as resolved. 办理结果代码。")]
    public string? OutcomeCode => view.OutcomeCode;

    [Description("How many times it was referred. 转派次数。")]
    public int Hops => view.Hops;

    [Description("How many times it was reopened. 重新办理次数。")]
    public int Reopened => view.Reopened;

    [Description("The requester's last score, 1 to 5. 最近一次评分，1至5。")]
    public int? Score => view.Score;

    [Description("Charged, in fen. 收费金额（分）。")]
    public long ChargedFen => view.ChargedFen;

    [Description("Paid, in fen. 已付金额（分）。")]
    public long PaidFen => view.PaidFen;

    [Description("Refunded, in fen. 退款金额（分）。")]
    public long RefundedFen => view.RefundedFen;

    [Description("Waived, in fen. 减免金额（分）。")]
    public long WaivedFen => view.WaivedFen;

    [Description("Subsidised, in fen. 补贴金额（分）。")]
    public long SubsidisedFen => view.SubsidisedFen;

    [Description("Why it was declined, as a code; null where it was not. 不予受理的原因代码；未不予受理时为空。")]
    public string? DeclineReason => view.DeclineReason;

    [Description("confirmed by the requester, or deemed_confirmed as time passed; null where the delivery is not. 请求人确认（confirmed）或逾期视为确认（deemed_confirmed）；未确认时为空。")]
    public string? Confirmation => view.Confirmation;

    [Description("How many times the requester said that it was not delivered. 请求人对完成提出异议的次数。")]
    public int Disputes => view.Disputes;

    [Description("How many times a fee was disputed. 对收费提出异议的次数。")]
    public int FeeDisputes => view.FeeDisputes;

    [Description("Bad ratings taken up to be put right. 启动整改的差评数。")]
    public int RectificationsOpened => view.RectificationsOpened;

    [Description("Those of them that are dealt with. 已完成整改的差评数。")]
    public int RectificationsClosed => view.RectificationsClosed;

    [Description("How many events it has. 事件数。")]
    public long Version => view.Version;

    [Description("Its entries in the public log, oldest first. 办理过程：公开日志中的条目，自早至晚。")]
    public Task<IEnumerable<LogEntry>> Timeline(
        [PageSize][Description("How many entries, 1 to 100. 条数，1至100。")] int first = Timelines.UsualItems,
        [Description("The position after which to begin. 起始位置（不含）。")] long? after = null,
        [FromServices] LedgerSnapshot snapshot = null!,
        CancellationToken ct = default) =>
        timelines.Of(view, first, after ?? -1, snapshot, ct);
}
