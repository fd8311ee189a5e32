using System.ComponentModel;
using GraphQL;
using Ledger.Transparency;
using Projections.Transparency;
using PublicApi.GraphQL;

namespace PublicApi.Transparency;

[Name("Ledger")]
[Description("A state of the public log. 公开日志的某一状态。")]
public sealed class LedgerState(TreeSize size, byte[] root, PublishedCheckpoint? checkpoint)
{
    [Description("How many entries the public log has. 公开日志的条目数。")]
    public long TreeSize => size.Value;

    [Description("Root of the Merkle tree over them (RFC 6962), in base64. 条目默克尔树的根（base64）。")]
    public string RootHash => Convert.ToBase64String(root);

    [Description("The newest signed checkpoint (C2SP tlog-checkpoint), for a state of the past the first that covers it; null until one does, and for a log without a key. 最新签名检查点；过去状态则为首个覆盖该状态者；尚无则为空。")]
    public string? Checkpoint => checkpoint?.Note;

    [Description("Size of the tree that the checkpoint covers. 检查点所覆盖的条目数。")]
    public long? CheckpointSize => checkpoint?.Size.Value;

    [Description("When the checkpoint was signed. 检查点签名时间。")]
    public DateTimeOffset? SignedAt => checkpoint?.SignedAt;
}

[Name("Entry")]
[Implements(typeof(INode))]
[Description("What the public may see of one event, for ever as it was first written; in OCDS a release. 一个事件的公开部分，一经写入永不更改。")]
public sealed class LogEntry(LoggedEntry logged) : INode
{
    private readonly PublicEntry entry = logged.Entry;

    [Id]
    [Description("Opaque, for `node`. 不透明标识，可由 node 查得。")]
    public string Id => NodeId.Write("Entry", Cursors.OfPosition(Position));

    [Description("Place in the public log, counted from 0 without gaps. 在公开日志中的位置，从0起连续编号。")]
    public long Position => entry.Position.Value;

    [Id]
    [Description("The event's own id. 事件编号。")]
    public string EventId => entry.EventId.ToString();

    [Description("What happened, such as request.submitted. 事件类型。")]
    public string Type => entry.Type;

    [Id]
    [Description("What it happened to: the id of a case, or kind and code of another thing, such as platform-SC. 事件所属对象：案件编号，或其他对象的类型与编码。")]
    public string Stream => entry.Stream;

    [Description("Number of the event within its stream, from 1. 在所属对象中的序号，从1起。")]
    public long StreamVersion => entry.StreamVersion;

    [Description("When it happened. 发生时间。")]
    public DateTimeOffset OccurredAt => entry.OccurredAt;

    [Description("When the ledger recorded it. 记录时间。")]
    public DateTimeOffset RecordedAt => entry.RecordedAt;

    [Description("The platform in whose name it was recorded. 记录平台。")]
    public string Node => entry.Node;

    [Description("How it reached the ledger. 进入渠道。")]
    public string Channel => entry.Channel;

    [Description("The whole entry, byte for byte: canonical JSON (RFC 8785). 条目原文：规范化JSON（RFC 8785）。")]
    public string Body => logged.Body;
}

[Name("EntryEdge")]
[Description("An entry and its place. 条目及其游标。")]
public sealed class EntryEdge(LoggedEntry logged) : Edge<LogEntry>(() => Cursors.OfPosition(logged.Entry.Position.Value), new LogEntry(logged));

[Name("EntryConnection")]
[Description("A page of entries, in order of position; a cursor is a position. A page that is filtered may have fewer entries than were asked for, or none, while more follow: go on with its endCursor. 按位置排列的一页条目，游标即位置。经筛选的一页可能少于所求条数，而其后仍有数据：以 endCursor 继续。")]
public sealed class EntryConnection : Connection<LogEntry, EntryEdge>
{
    internal EntryConnection(EntryPage page, long? count)
        : base(new(
            [.. page.Entries.Select(logged => new EntryEdge(logged))],
            () => Task.FromResult(page.Last < page.Size - 1),
            () => Task.FromResult(page.First > 0),
            () => Task.FromResult(count))
        {
            Ends = page.Last < page.First ? null : (Cursors.OfPosition(page.First), Cursors.OfPosition(page.Last)),
        })
    {
    }
}
