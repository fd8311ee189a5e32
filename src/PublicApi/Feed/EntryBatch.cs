using System.ComponentModel;
using GraphQL;
using Ledger.Transparency;
using PublicApi.Compliance;
using PublicApi.GraphQL;
using PublicApi.Transparency;

namespace PublicApi.Feed;

[Name("EntryBatch")]
[Description("Entries of a stretch of the public log. Its nodes may be empty: then it only says where the reader stands. 公开日志的一段；可为空，此时仅告知读取位置。")]
public sealed class EntryBatch(Stretch stretch) : IShared
{
    [Description("Those that were asked for, in order of position. 符合条件的条目，按位置排列。")]
    public IEnumerable<LogEntry> Nodes => stretch.Entries.Select(entry => new LogEntry(entry.Logged));

    [Description("Give it as `after` to go on, also when no entry was asked for up to here. 作为 after 参数传入即可继续，即使此段没有符合条件的条目。")]
    public long ResumeAfter => stretch.Through;

    [Description("How many entries were published when this was read. 读取时已公布的条目数。")]
    public long TreeSize => stretch.Size;

    string IShared.Key => stretch.Key;

    long IShared.Bytes => stretch.Bytes;
}

[Name("FindingBatch")]
[Description("Findings that a stretch of the public log moved. Its nodes may be empty: then it only says where the reader stands. 公开日志的一段所涉及的问题；可为空，此时仅告知读取位置。")]
public sealed class FindingBatch(MovedFindings moved) : IShared
{
    [Description("The findings, as they stand, in order of month, rule and id. 问题（按其现状），按月份、规则和编号排列。")]
    public IEnumerable<PublicFinding> Nodes => moved.Findings.Select(row => new PublicFinding(row));

    [Description("Give it as `after` to go on. 作为 after 参数传入即可继续。")]
    public long ResumeAfter => moved.Through;

    [Description("How many entries were published when this was read. 读取时已公布的条目数。")]
    public long TreeSize => moved.Size;

    string IShared.Key => moved.Key;

    long IShared.Bytes => moved.Bytes;
}

[Name("Checkpoint")]
[Implements(typeof(INode))]
[Description("A signed state of the public log. 公开日志的一个已签名状态。")]
public sealed class CheckpointNews(Announced announced) : IShared, INode
{
    [Id]
    [Description("Opaque, for `node`. 不透明标识，可由 node 查得。")]
    public string Id => NodeId.Write("Checkpoint", Cursors.OfPosition(announced.Checkpoint.Size.Value));

    [Description("How many entries it covers; give it as `after` to go on. 所覆盖的条目数；作为 after 参数传入即可继续。")]
    public long TreeSize => announced.Checkpoint.Size.Value;

    [Description("Root of the Merkle tree over them (RFC 6962), in base64. 条目默克尔树的根（base64）。")]
    public string RootHash => Convert.ToBase64String(
        Ledger.Transparency.Checkpoint.Parse(SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(announced.Checkpoint.Note)).Text).Root);

    [Description("The signed note (C2SP tlog-checkpoint). 签名文本（C2SP tlog-checkpoint）。")]
    public string Checkpoint => announced.Checkpoint.Note;

    [Description("When it was signed. 签名时间。")]
    public DateTimeOffset SignedAt => announced.Checkpoint.SignedAt;

    string IShared.Key => announced.Key;

    long IShared.Bytes => announced.Bytes;
}
