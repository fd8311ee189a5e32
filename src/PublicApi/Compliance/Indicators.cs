using System.ComponentModel;
using GraphQL;
using Projections.Compliance.Indicators;
using Projections.Compliance.Months;
using PublicApi.GraphQL;

namespace PublicApi.Compliance;

[Name("NamedText")]
[Description("A text with its name. 具名文本。")]
public sealed class NamedText(string name, string text)
{
    [Description("The name, such as platform or city. 名称。")]
    public string Name => name;

    [Description("What it says. 内容。")]
    public string Text => text;
}

[Name("NamedFigure")]
[Description("A figure with its name. 具名数值。")]
public sealed class NamedFigure(string name, long value)
{
    [Description("The name; one that ends in _fen is money. 名称；以 _fen 结尾者为金额（分）。")]
    public string Name => name;

    [Description("The figure. 数值。")]
    public long Value => value;
}

[Name("Indicator")]
[Implements(typeof(INode))]
[Description("One figure of a month, or of its year up to the end of that month. 某月或当年截至该月末的一项指标。")]
public sealed class PublicIndicator : INode
{
    private readonly IndicatorRow row;
    private readonly long? size;

    internal PublicIndicator(IndicatorRow row, long? size) => (this.row, this.size) = (row, size);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("Indicator", row.Code, new Moment(size, null, null));

    [Description("Code of the indicator, such as K1 or REFERRAL_FLOW. 指标代码。")]
    public string Code => row.Indicator;

    [Description("Its name in Chinese. 中文名称。")]
    public string? NameZh => Kind?.NameZh;

    [Description("Its name in English. 英文名称。")]
    public string? NameEn => Kind?.NameEn;

    [Description("The month with which the period ends, yyyy-MM. 期末月份。")]
    public string Month => row.Month;

    [Description("month, or year for the year up to the end of the month. 期间：month 为当月，year 为当年累计。")]
    public string Span => row.Span;

    [Description("What it is about; nothing for the whole network. 维度；全网为空列表。")]
    public IEnumerable<NamedText> Dimensions => row.Dimensions.Select(one => new NamedText(one.Key, one.Value));

    [Description("Unit of the value. 计量单位。")]
    public string Unit => row.Unit;

    [Description("The value; of a rate the numerator. 数值；比率为分子。")]
    public long Value => row.Value;

    [Description("Of a rate the denominator; null for a plain count. 比率的分母；计数为空。")]
    public long? Of => row.Of;

    [Description("Of a rate: of how many the denominator could be counted; its coverage is of over this. 比率的应计总数；of 与此之比为覆盖率。")]
    public long? Population => row.Population;

    [Description("The target of the year, of a rate in hundredths of a percent; null where none was set. 年度目标（比率为万分比）；未设定时为空。")]
    public long? Target => row.Target;

    [Description(Said.Outcome)]
    public string Outcome => row.Outcome;

    [Description(Said.Basis)]
    public string Basis => row.Basis;

    [Description("Figures that have to be read beside the value. 须与该数值一并阅读的数值。")]
    public IEnumerable<NamedFigure> Beside => row.Beside.Select(one => new NamedFigure(one.Key, one.Value));

    [Description("What else is said of it, such as days or who is responsible. 其他说明，如期限、责任方。")]
    public IEnumerable<NamedText> Details => row.Details.Select(one => new NamedText(one.Key, one.Value));

    [Description("The entry that it was computed at. 据以计算的条目。")]
    public PublicMark Evaluated => new(row.Evaluated);

    private IndicatorKind? Kind => IndicatorKinds.All.FirstOrDefault(kind => kind.Code == row.Indicator);
}

[Name("IndicatorEdge")]
[Description("An indicator and its place. 指标及其游标。")]
public sealed class IndicatorEdge(IndicatorRow row, long? size) : Edge<PublicIndicator>(() => Cursors.OfCode(row.Code), new(row, size));

[Name("IndicatorConnection")]
[Description("A page of indicators, in order of month, span, code and dimensions. 按月份、期间、代码和维度排列的一页指标。")]
public sealed class IndicatorConnection(Page<IndicatorEdge> page) : Connection<PublicIndicator, IndicatorEdge>(page);
