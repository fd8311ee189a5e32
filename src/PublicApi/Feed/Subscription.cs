using System.ComponentModel;
using GraphQL;
using Projections.Transparency;
using PublicApi.Compliance;
using PublicApi.Feed;

namespace PublicApi.GraphQL;

[Description("What the public may follow as it happens, by server-sent events or a WebSocket. 公众可以实时订阅的内容。")]
public sealed class Subscription
{
    private Subscription()
    {
    }

    [Description(
        "The public log from a position on, then as it grows: in order, without gaps, at least once. After any break go on with "
        + "the resumeAfter seen last. A reader that falls too far behind gets an error LAGGED, whose extensions.after is where to "
        + "go on. 从某一位置起的公开日志及其后续增长：按序、无缺口、至少一次。中断后以最近的 resumeAfter 继续；读取过慢者收到 LAGGED 错误，可从其 extensions.after 处继续。")]
    public static IObservable<EntryBatch> Entries(
        [Description("The last position that the reader has; from the first entry when left out. 已读到的最后位置；省略则从头开始。")] long? after,
        [ShortList][Description(Query.OnlyTypes)] IReadOnlyList<string>? types,
        [Description(Query.OnlyPlatform)] string? platform,
        [Description(Query.OnlyRegion)] string? region,
        [Description(Query.OnlyService)] string? service,
        [FromServices] EntryFeed feed,
        [FromServices] LiveSource source) =>
        source.Open(feed.Follow(after, new EntryFilter(types, platform, region, service)).Select(stretch => new EntryBatch(stretch)));

    [Description("Signed checkpoints as they are published, each once, in order of tree size. 新签发的检查点，按树的大小排列。")]
    public static IObservable<CheckpointNews> Checkpoints(
        [Description("The treeSize that the reader has; begins with the newest when left out. 已有检查点的 treeSize；省略则从最新者开始。")] long? after,
        [FromServices] CheckpointFeed feed,
        [FromServices] LiveSource source) =>
        source.Open(feed.Follow(after).Select(announced => new CheckpointNews(announced)));

    [Description(
        "Findings as they are raised, found no more, acknowledged, cured or waived: each as it stands, once for each change, again only "
        + "after a break. After any break go on with the resumeAfter seen last. 问题的提出、不再发现、确认、整改与豁免：每次变化按其现状给出一次，中断后可能重复；中断后以最近的 resumeAfter 继续。")]
    public static IObservable<FindingBatch> Findings(
        [Description("The last position that the reader has; begins with what is recorded from now on when left out. 已读到的最后位置；省略则自此刻起。")] long? after,
        [Description("Which findings. 筛选条件。")] FindingFilterInput? filter,
        [FromServices] FindingFeed feed,
        [FromServices] LiveSource source) =>
        source.Open(feed.Follow(after, (filter ?? new()).ToFilter()).Select(moved => new FindingBatch(moved)));
}

/// <summary>A list that is written by hand, not by a program that tries what it may.</summary>
internal sealed class ShortListAttribute : ArgumentRuleAttribute
{
    private const int Longest = 50;

    protected override string? FaultOf(object value) =>
        value is IEnumerable<object?> list && list.Count() <= Longest ? null : $"A list has at most {Longest} items.";
}
