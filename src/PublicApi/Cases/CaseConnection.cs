using System.ComponentModel;
using GraphQL;
using Projections.Cases;
using PublicApi.GraphQL;

namespace PublicApi.Cases;

[Name("CaseFilter")]
[Description("Which cases are asked for; a field left out asks for all. 筛选条件；省略的项不作限制。")]
public sealed class CaseFilterInput
{
    [Description("Code of the service. 服务代码。")]
    public string? Service { get; init; }

    [Description("Code of the category. 服务类别代码。")]
    public string? Category { get; init; }

    [Description("Platform of first contact. 首接平台。")]
    public string? Platform { get; init; }

    [Description("Code of the region. 地区代码。")]
    public string? Region { get; init; }

    [Description("Where the case stands, in short. 状态（概括）。")]
    public CaseStatus? Status { get; init; }

    [Description("Where the case stands. 所处阶段。")]
    public CaseStage? Stage { get; init; }

    [Month]
    [Description("Month of the request, yyyy-MM. 请求月份。")]
    public string? Month { get; init; }

    internal CaseFilter ToFilter() => new(Service, Category, Platform, Region, CaseStages.Names(Status, Stage), Month);
}

[Name("CaseEdge")]
[Description("A case and its place. 案件及其游标。")]
public sealed class CaseEdge(CaseView view, PublicCase node) : Edge<PublicCase>(() => Cursors.OfCase(view), node);

[Name("CaseConnection")]
[Description("A page of cases, earliest request first. 按请求时间排列的一页案件。")]
public sealed class CaseConnection : Connection<PublicCase, CaseEdge>
{
    private CaseConnection(Page<CaseEdge> page)
        : base(page)
    {
    }

    internal static CaseConnection Of(Page<CaseView> page, long? size)
    {
        var timelines = new Timelines(page.Items);
        return new(page.Select(view => new CaseEdge(view, new PublicCase(view, timelines, size))));
    }
}
