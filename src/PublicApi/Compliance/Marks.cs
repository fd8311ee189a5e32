using System.ComponentModel;
using GraphQL;
using GraphQL.DataLoader;
using Projections.Compliance.Months;
using PublicApi.Transparency;

namespace PublicApi.Compliance;

[Name("EntryMark")]
[Description("The entry of the public log at which something was settled. 公开日志中据以确定某事项的条目。")]
public sealed class PublicMark
{
    private readonly EntryMark mark;

    internal PublicMark(EntryMark mark) => this.mark = mark;

    [Description("Its position: what was settled follows from the entries up to this one. 条目位置；所确定的内容由截至该条目的日志得出。")]
    public long Position => mark.Position;

    [Id]
    [Description("The event's own id. 事件编号。")]
    public string EventId => mark.EventId.ToString();

    [Description("When the entry was recorded. 条目记录时间。")]
    public DateTimeOffset At => mark.At;
}

[Name("Evidence")]
[Description("Entries that show something, oldest first. 证据条目，自早至晚。")]
public sealed class PublicEvidence
{
    private readonly Evidence evidence;

    internal PublicEvidence(Evidence evidence) => this.evidence = evidence;

    [Description("How many there are in all. 证据条目总数。")]
    public long Count => evidence.Count;

    [Description("Positions of the first of them, 20 at most. 前若干条证据的位置，至多20条。")]
    public IEnumerable<long> Positions => evidence.First.Select(entry => entry.Position);

    [Description("The same as entries. 相应的条目。")]
    public IDataLoaderResult<IEnumerable<LogEntry>> Entries([FromServices] EntryReader reader) =>
        reader.At([.. evidence.First.Select(entry => entry.Position)]);
}

/// <summary>Texts that several types say alike.</summary>
internal static class Said
{
    public const string Period = "Month, yyyy-MM, Asia/Shanghai. 月份（北京时间）。";
    public const string Regime = "The rule set that it was judged by. 所依据的规则标识。";
    public const string RegimeVersion = "Its version. 规则版本。";
    public const string Outcome = "PASS, WARN, FAIL, INSUFFICIENT_DATA or NOT_APPLICABLE. 合格、预警、不合格、数据不足或不适用。";
    public const string Basis = "replayable: public entries alone give it; attested: it rests on what somebody states. replayable 表示仅由公开条目即可重算；attested 表示依据有关方面的陈述。";
}
