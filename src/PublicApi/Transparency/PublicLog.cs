using System.ComponentModel;
using System.Globalization;
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
    public long Size => size.Value;

    [Description("Root of the Merkle tree over them (RFC 6962), in base64. 条目默克尔树的根（base64）。")]
    public string RootHash => Convert.ToBase64String(root);

    [Description("The newest signed checkpoint (C2SP tlog-checkpoint); null for a log without a key. 最新签名检查点。")]
    public string? Checkpoint => checkpoint?.Note;

    [Description("Size of the tree it covers. 检查点所覆盖的条目数。")]
    public long? TreeSize => checkpoint?.Size.Value;

    [Description("When it was signed. 签名时间。")]
    public DateTimeOffset? SignedAt => checkpoint?.SignedAt;
}

[Name("Entry")]
[Description("What the public may see of one event, for ever as it was first written. 一个事件的公开部分，一经写入永不更改。")]
public sealed class LogEntry(LoggedEntry logged)
{
    private readonly PublicEntry entry = logged.Entry;

    [Description("Place in the public log, counted from 0 without gaps. 在公开日志中的位置，从0起连续编号。")]
    public long Position => entry.Position.Value;

    [Id]
    [Description("The event's own id. 事件编号。")]
    public string EventId => entry.EventId.ToString();

    [Description("What happened, such as request.submitted. 事件类型。")]
    public string Type => entry.Type;

    [Id]
    [Description("What it happened to: the id of a case. 事件所属对象，即案件编号。")]
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
public sealed class EntryEdge(LogEntry node)
{
    [Description("The position of the entry. 条目位置。")]
    public string Cursor => node.Position.ToString(CultureInfo.InvariantCulture);

    [Description("The entry. 条目。")]
    public LogEntry Node => node;
}

[Name("EntryConnection")]
[Description("A page of entries, in order of position. 按位置排列的一页条目。")]
public sealed class EntryConnection(IReadOnlyList<LogEntry> nodes, bool hasNextPage)
{
    [Description("The entries. 条目。")]
    public IReadOnlyList<LogEntry> Nodes => nodes;

    [Description("The entries with their places. 条目及其游标。")]
    public IEnumerable<EntryEdge> Edges => nodes.Select(node => new EntryEdge(node));

    [Description("Where the page ends. 分页信息。")]
    public PageInfo PageInfo => new(hasNextPage, nodes.Count == 0 ? null : new EntryEdge(nodes[^1]).Cursor);
}
