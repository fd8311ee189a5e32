using System.ComponentModel;
using GraphQL;
using Projections.Compliance.Months;
using PublicApi.GraphQL;

namespace PublicApi.Compliance;

[Name("ChangeReason")]
[Description("An entry recorded after a publication by which one of its figures or verdicts became another. 发布后记录并使某一数值或评定变化的条目。")]
public sealed class PublicChangeReason
{
    private readonly ChangeReason reason;

    internal PublicChangeReason(ChangeReason reason) => this.reason = reason;

    [Description("late_entry or correction. 迟录条目或更正。")]
    public string Kind => reason.Kind;

    [Description("Position of the entry. 条目位置。")]
    public long Position => reason.Position;

    [Id]
    [Description("The event's own id. 事件编号。")]
    public string EventId => reason.EventId.ToString();

    [Description("What happened. 事件类型。")]
    public string Type => reason.Type;

    [Description("Why, as a code; null where none was given. 原因代码；未载明时为空。")]
    public string? ReasonCode => reason.ReasonCode;
}

[Name("PublishedFigure")]
[Description("A figure as it was published, and beside it what has become of it. 已发布的数值及其后的变化。")]
public sealed class PublicFigure
{
    private readonly PublishedFigure figure;

    internal PublicFigure(PublishedFigure figure) => this.figure = figure;

    [Description("Code of the platform; null for the network. 平台编码；全网为空。")]
    public string? Platform => figure.Node.Length == 0 ? null : figure.Node;

    [Description("Code of the figure. 数值代码。")]
    public string Code => figure.Code;

    [Description("As it was published; it never changes. 发布时的数值，永不更改。")]
    public long Stated => figure.Stated;

    [Description("What the entries give of which the publication speaks: another value is a mismatch. 由发布所依据的条目重算的数值；不同即为不符。")]
    public long Recounted => figure.Recounted;

    [Description("What the entries give at the newest evaluation. 最近一次评定时的数值。")]
    public long Now => figure.Now;

    [Complexity(1, 2)]
    [Description("Why it is another now. 变化原因。")]
    public IEnumerable<PublicChangeReason> Reasons => figure.Reasons.Select(reason => new PublicChangeReason(reason));
}

[Name("PublishedVerdict")]
[Description("A verdict as it was published, and beside it what it is now. 发布时的评定及当前评定。")]
public sealed class PublicFrozenVerdict
{
    private readonly PublishedVerdict verdict;

    internal PublicFrozenVerdict(PublishedVerdict verdict) => this.verdict = verdict;

    [Description("Code of the platform; null for the network. 平台编码；全网为空。")]
    public string? Platform => verdict.Subject.Length == 0 ? null : verdict.Subject;

    [Description("D1 to D9, U1 to U9, or ALL for the grade. 项目编号；ALL 为综合等级。")]
    public string Item => verdict.Item;

    [Description("Outcome at the publication; it never changes. 发布时的结果，永不更改。")]
    public string Frozen => verdict.Frozen;

    [Description("Outcome at the newest evaluation. 最近一次评定的结果。")]
    public string Now => verdict.Now;

    [Complexity(1, 2)]
    [Description("Where it is another now: what was recorded since of the platform and month, corrections first. 结果变化时：此后记录的有关该平台和月份的条目，更正在前。")]
    public IEnumerable<PublicChangeReason> Reasons => verdict.Reasons.Select(reason => new PublicChangeReason(reason));
}

[Name("PublishedDigest")]
[Description("The digest of a view at a publication. 发布时某一视图的摘要。")]
public sealed class PublicDigest
{
    private readonly PublishedDigest digest;

    internal PublicDigest(PublishedDigest digest) => this.digest = digest;

    [Description("Name of the view. 视图名称。")]
    public string View => digest.Name;

    [Description("SHA-256 of its rows, in lower-case hexadecimal digits. 各行的 SHA-256（小写十六进制）。")]
    public string Sha256 => digest.Sha256;
}

[Name("Publication")]
[Implements(typeof(INode))]
[Description("A month as it was published: what was stated then never changes; what later entries make of it stands beside it. 某月的发布：当时的陈述永不更改，其后的变化并列于旁。")]
public sealed class PublicPublication : INode
{
    private readonly PublicationRow row;
    private readonly long? size;

    internal PublicPublication(PublicationRow row, long? size) => (this.row, this.size) = (row, size);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("Publication", row.Code, new Moment(size, null, null));

    [Description(Said.Period)]
    public string Month => row.Month;

    [Description("The figures are those of the first so many entries; give it as asOf. 数值所依据的条目数，可作为 asOf 参数。")]
    public long TreeSize => row.Size;

    [Description("The entry that published it. 发布条目。")]
    public PublicMark Published => new(row.Published);

    [Description("The newest evaluation of the month: `now` is as of that entry. 该月最近一次评定；now 即截至该条目。")]
    public PublicMark Evaluated => new(row.Evaluated);

    [Description("The evaluation since which all that stands beside is as it is. 自该次评定起，并列的现值未再变化。")]
    public PublicMark Since => new(row.Since);

    [Description(Said.Regime)]
    public string Regime => row.RegimeId;

    [Description(Said.RegimeVersion)]
    public long RegimeVersion => row.RegimeVersion;

    [Description("Version of the folds that gave the digests. 摘要所用视图规则的版本。")]
    public long ViewVersion => row.ViewVersion;

    [Description("Digests of every view as they followed from these entries. 由这些条目得出的各视图摘要。")]
    public IEnumerable<PublicDigest> Digests => row.Views.Select(digest => new PublicDigest(digest));

    [Description("The figures, by platform and code. 各项数值，按平台和代码排列。")]
    public IEnumerable<PublicFigure> Figures(
        [Description("Only those of this platform; empty for those of the network. 仅限该平台；空文本为全网。")] string? platform) =>
        row.Figures.Where(figure => platform is null || figure.Node == platform).Select(figure => new PublicFigure(figure));

    [Description("The verdicts on the network and on platforms. 对全网和各平台的评定。")]
    public IEnumerable<PublicFrozenVerdict> Verdicts(
        [Description("Only those on this platform; empty for those on the network. 仅限该平台；空文本为全网。")] string? platform) =>
        row.Verdicts.Where(verdict => platform is null || verdict.Subject == platform).Select(verdict => new PublicFrozenVerdict(verdict));
}

[Name("PublicationEdge")]
[Description("A publication and its place. 发布及其游标。")]
public sealed class PublicationEdge(PublicationRow row, long? size) : Edge<PublicPublication>(() => Cursors.OfCode(row.Code), new(row, size));

[Name("PublicationConnection")]
[Description("A page of publications, in order of month. 按月份排列的一页发布。")]
public sealed class PublicationConnection(Page<PublicationEdge> page) : Connection<PublicPublication, PublicationEdge>(page);
