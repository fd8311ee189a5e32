using System.Buffers.Text;
using System.ComponentModel;
using System.Text;
using GraphQL;
using Ledger.Transparency;
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
public sealed class CaseEdge
{
    internal CaseEdge(CaseView view, PublicCase node) => (Cursor, Node) = (CaseCursors.Write(view), node);

    [Description("Give it as `after` to get what follows. 作为 after 参数传入即得其后的案件。")]
    public string Cursor { get; }

    [Description("The case. 案件。")]
    public PublicCase Node { get; }
}

[Name("CaseConnection")]
[Description("A page of cases, earliest request first. 按请求时间排列的一页案件。")]
public sealed class CaseConnection
{
    private readonly IReadOnlyList<CaseEdge> edges;
    private readonly bool hasNextPage;

    internal CaseConnection(IReadOnlyList<CaseView> page, bool hasNextPage)
    {
        var timelines = new Timelines(page);
        edges = [.. page.Select(view => new CaseEdge(view, new PublicCase(view, timelines)))];
        this.hasNextPage = hasNextPage;
    }

    [Description("The cases. 案件。")]
    public IEnumerable<PublicCase> Nodes => edges.Select(edge => edge.Node);

    [Description("The cases with their places. 案件及其游标。")]
    public IReadOnlyList<CaseEdge> Edges => edges;

    [Description("Where the page ends. 分页信息。")]
    public PageInfo PageInfo => new(hasNextPage, edges.Count == 0 ? null : edges[^1].Cursor);
}

/// <summary>A cursor is the place of its case, written so that nobody builds on what is in it.</summary>
internal static class CaseCursors
{
    public static string Write(CaseView view) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Instants.Write(view.RequestedAt)} {view.CaseId}"));

    public static CaseCursor? Read(string cursor)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ', 2);
            return text.Length == 2 && PlainText.IsStorable(text[1]) ? new CaseCursor(Instants.Parse(text[0]), text[1]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>A cursor that this schema gave.</summary>
public sealed class CaseCursorAttribute : ArgumentRuleAttribute
{
    protected override string? FaultOf(object value) =>
        value is string text && CaseCursors.Read(text) is not null ? null : "\"after\" is not a cursor of cases.";
}
