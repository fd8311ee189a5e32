using System.ComponentModel;
using GraphQL;
using Projections.Compliance.Months;
using Projections.Verdicts;
using PublicApi.GraphQL;

namespace PublicApi.Compliance;

[Name("FindingFilter")]
[Description("Which findings are asked for; a field left out asks for all. 问题筛选条件；省略的项不作限制。")]
public sealed class FindingFilterInput
{
    [Month]
    [Description("First month, yyyy-MM. 起始月份。")]
    public string? From { get; init; }

    [Month]
    [Description("Last month, yyyy-MM. 截止月份。")]
    public string? To { get; init; }

    [Description("The rule, such as D3-UNLISTED_FEE. 规则编号。")]
    public string? Rule { get; init; }

    [Description("D1 to D9 or U1 to U9. 项目编号。")]
    public string? Item { get; init; }

    [Description("Code of the platform that answers for them. 责任平台编码。")]
    public string? Platform { get; init; }

    [Description("Code of the provider. 服务机构编码。")]
    public string? Provider { get; init; }

    [Description("critical, major, minor or note. 严重程度。")]
    public string? Severity { get; init; }

    [Description("raised, acknowledged, cured or waived. 状态：已提出、已确认、已整改或已豁免。")]
    public string? Status { get; init; }

    internal FindingFilter ToFilter() => new(From, To, Rule, Item, Platform, Provider, Severity, Status);
}

[Name("FindingAct")]
[Description("What somebody did about a finding. 对问题的处理。")]
public sealed class PublicFindingAct
{
    private readonly FindingAct act;

    internal PublicFindingAct(FindingAct act) => this.act = act;

    [Description("The entry that says so. 所依据的条目。")]
    public PublicMark Mark => new(act.Mark);

    [Description("The platform in whose name. 处理平台。")]
    public string Platform => act.Node;

    [Description("Why, as a code; null where none was given. 原因代码；未载明时为空。")]
    public string? ReasonCode => act.ReasonCode;

    internal static PublicFindingAct? Of(FindingAct? act) => act is null ? null : new(act);
}

[Name("Finding")]
[Implements(typeof(INode))]
[Description("A violation of a rule and what became of it. 违反规则的一个问题及其处理情况。")]
public sealed class PublicFinding : INode
{
    private readonly FindingRow row;
    private readonly long? size;

    internal PublicFinding(FindingRow row, long? size = null) => (this.row, this.size) = (row, size);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("Finding", row.Code, new Moment(size, null, null));

    [Description("Its own id, the same for everybody who judges the month. 问题编号，任何人据同月条目评定均得同一编号。")]
    public string FindingId => row.Code;

    [Description(Said.Period)]
    public string Month => row.Month;

    [Description("The rule, such as D3-UNLISTED_FEE. 规则编号。")]
    public string Rule => row.Rule;

    [Description("Version of the rule. 规则版本。")]
    public long RuleVersion => row.RuleVersion;

    [Description("D1 to D9 or U1 to U9. 项目编号。")]
    public string Item => row.Item;

    [Description("critical, major, minor or note. 严重程度。")]
    public string Severity => row.Severity;

    [Description("raised, acknowledged, cured or waived. 状态：已提出、已确认、已整改或已豁免。")]
    public string Status => row.Status;

    [Description("What it is about: a stream of the log, with a part of it after '#'; network for a rate of the network. 所涉对象：日志中的对象编号，# 后为其部分；全网指标为 network。")]
    public string Subject => row.Subject;

    [Description("Code of the platform that answers for it; null where only the network does. 责任平台编码；仅由全网负责时为空。")]
    public string? Platform => row.Node;

    [Description("Code of the provider; null where there is none. 服务机构编码；无则为空。")]
    public string? Provider => row.Provider;

    [Description(Said.Regime)]
    public string Regime => row.RegimeId;

    [Description(Said.RegimeVersion)]
    public long RegimeVersion => row.RegimeVersion;

    [Description(Said.Basis)]
    public string Basis => row.Basis;

    [Description("The entries that show it. 证据条目。")]
    public PublicEvidence Evidence => new(row.Evidence);

    [Description("The evaluation that found it first. 首次发现该问题的评定。")]
    public PublicMark Raised => new(row.Raised);

    [Description("The newest evaluation of the month. 该月最近一次评定。")]
    public PublicMark Evaluated => new(row.Evaluated);

    [Description("Whether the newest evaluation finds it. 最近一次评定是否仍发现该问题。")]
    public bool Found => row.Found;

    [Description("The evaluation since which it is found, or found no more. 自该次评定起一直（或不再）发现该问题。")]
    public PublicMark Since => new(row.Since);

    [Description("That its platform acknowledged it; null while it has not. 责任平台的确认；尚无则为空。")]
    public PublicFindingAct? Acknowledged => PublicFindingAct.Of(row.Acknowledged);

    [Description("That somebody declared it cured; null where nobody did. 整改声明；无则为空。")]
    public PublicFindingAct? Cured => PublicFindingAct.Of(row.Cured);

    [Description("That it was waived; null where it was not. 豁免；无则为空。")]
    public PublicFindingAct? Waived => PublicFindingAct.Of(row.Waived);
}

[Name("FindingEdge")]
[Description("A finding and its place. 问题及其游标。")]
public sealed class FindingEdge(FindingRow row, long? size) : Edge<PublicFinding>(() => Cursors.OfCode(row.Code), new(row, size));

[Name("FindingConnection")]
[Description("A page of findings, in order of month, rule and id. 按月份、规则和编号排列的一页问题。")]
public sealed class FindingConnection(Page<FindingEdge> page) : Connection<PublicFinding, FindingEdge>(page);
