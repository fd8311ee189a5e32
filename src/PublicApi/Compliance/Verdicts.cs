using System.ComponentModel;
using GraphQL;
using Projections.Compliance.Months;
using Projections.Verdicts;
using PublicApi.GraphQL;

namespace PublicApi.Compliance;

[Name("VerdictFilter")]
[Description("Which verdicts are asked for; a field left out asks for all. 评定筛选条件；省略的项不作限制。")]
public sealed class VerdictFilterInput
{
    [Month]
    [Description("First month, yyyy-MM. 起始月份。")]
    public string? From { get; init; }

    [Month]
    [Description("Last month, yyyy-MM. 截止月份。")]
    public string? To { get; init; }

    [Description("network, platform or provider. 范围：全网、平台或服务机构。")]
    public string? Scope { get; init; }

    [Description("Code of the platform or provider. 平台或服务机构编码。")]
    public string? Subject { get; init; }

    [Description("D1 to D9, U1 to U9, or ALL for grades. 项目编号；ALL 为综合等级。")]
    public string? Item { get; init; }

    [Description(Said.Outcome)]
    public string? Outcome { get; init; }

    internal VerdictFilter ToFilter() => new(From, To, Scope, Subject, Item, Outcome);
}

[Name("Measure")]
[Description("What one check gave. 一项检查的结果。")]
public sealed class PublicMeasure
{
    private readonly MeasureRow row;

    internal PublicMeasure(MeasureRow row) => this.row = row;

    [Description("The rule, such as D3-UNLISTED_FEE. 规则编号。")]
    public string Rule => row.Rule;

    [Description("Version of the rule. 规则版本。")]
    public long RuleVersion => row.RuleVersion;

    [Description("Name of the measure. 指标名称。")]
    public string Measure => row.Measure;

    [Description(Said.Outcome)]
    public string Outcome => row.Outcome;

    [Description("How many meet the rule. 分子：符合规则的数量。")]
    public long Numerator => row.Numerator;

    [Description("How many were judged. 分母：参与评定的数量。")]
    public long Denominator => row.Denominator;

    [Description("The rate from which it passes, in hundredths of a percent. 合格阈值（万分比）。")]
    public long PassBasisPoints => row.PassBasisPoints;

    [Description("The rate below which it fails, in hundredths of a percent. 不合格阈值（万分比）。")]
    public long FailBasisPoints => row.FailBasisPoints;

    [Description("Under so many judged it says nothing. 最少评定数量。")]
    public long MinimumN => row.MinimumN;

    [Description(Said.Basis)]
    public string Basis => row.Basis;

    [Description("The entries that show what was not as it should be. 反映不符合情形的条目。")]
    public PublicEvidence Evidence => new(row.Against);
}

[Name("Verdict")]
[Implements(typeof(INode))]
[Description("The verdict on one item of disclosure or unification, for a month and a subject. 某月对某一对象的一项公开或统一要求的评定。")]
public sealed class PublicVerdict : INode
{
    private readonly VerdictRow row;
    private readonly long? size;

    internal PublicVerdict(VerdictRow row, long? size) => (this.row, this.size) = (row, size);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("Verdict", row.Code, new Moment(size, null, null));

    [Description(Said.Period)]
    public string Month => row.Month;

    [Description("network, platform or provider. 范围：全网、平台或服务机构。")]
    public string Scope => row.Scope;

    [Description("Code of the platform or provider; null for the network. 平台或服务机构编码；全网为空。")]
    public string? Subject => row.Subject.Length == 0 ? null : row.Subject;

    [Description("D1 to D9, U1 to U9; ALL for the grade, the worst of all items. 项目编号；ALL 为综合等级，取各项最差者。")]
    public string Item => row.Item;

    [Description(Said.Outcome)]
    public string Outcome => row.Outcome;

    [Description("Of a grade: hundredths of a point, 0 to 10,000; null where no item was judged. 综合得分（百分之一分）；未评定时为空。")]
    public long? Score => row.Score;

    [Description(Said.Regime)]
    public string Regime => row.RegimeId;

    [Description(Said.RegimeVersion)]
    public long RegimeVersion => row.RegimeVersion;

    [Description("The entry that it was computed at. 据以评定的条目。")]
    public PublicMark Evaluated => new(row.Evaluated);

    [Complexity(1, 5)]
    [Description("The checks that it is the worst of; none in a grade, and of a provider only those that looked at something of it. 各项检查，评定取其最差者；综合等级无此项；服务机构仅列有评定对象的检查。")]
    public IEnumerable<PublicMeasure> Measures => row.Measures.Select(measure => new PublicMeasure(measure));
}

[Name("VerdictEdge")]
[Description("A verdict and its place. 评定及其游标。")]
public sealed class VerdictEdge(VerdictRow row, long? size) : Edge<PublicVerdict>(() => Cursors.OfCode(row.Code), new(row, size));

[Name("VerdictConnection")]
[Description("A page of verdicts, in order of month, scope, subject and item. 按月份、范围、对象和项目排列的一页评定。")]
public sealed class VerdictConnection(Page<VerdictEdge> page) : Connection<PublicVerdict, VerdictEdge>(page);
