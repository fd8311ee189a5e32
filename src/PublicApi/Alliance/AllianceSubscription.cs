using System.ComponentModel;
using GraphQL;
using Projections.Transparency;
using PublicApi.Feed;
using PublicApi.GraphQL;

namespace PublicApi.Alliance;

/// <summary>What a member may follow beside, or in another way than, the public.</summary>
internal sealed class AllianceSubscription
{
    private AllianceSubscription()
    {
    }

    [Description(
        "The public log from a position on, then as it grows: in order, without gaps, at least once. After any break go on with the "
        + "resumeAfter seen last. With `mine` only entries of cases that concern the member's node, from the entry on by which they "
        + "do. 从某一位置起的公开日志及其后续增长：按序、无缺口、至少一次；mine 为 true 时仅限与本节点相关的案件条目。")]
    public static IObservable<EntryBatch> Entries(
        [Description("The last position that the reader has; from the first entry when left out. 已读到的最后位置；省略则从头开始。")] long? after,
        [ShortList][Description(Query.OnlyTypes)] IReadOnlyList<string>? types,
        [Description(Query.OnlyPlatform)] string? platform,
        [Description(Query.OnlyRegion)] string? region,
        [Description(Query.OnlyService)] string? service,
        [Description("Only those of cases that concern the member's node; of all cases for the province. 仅限与本节点相关的案件；省平台为全部案件。")] bool? mine,
        [FromServices] AllianceFeed feed,
        [FromServices] Asker asker,
        [FromServices] LiveSource source) =>
        source.Open(feed.Follow(asker.Member!, after, new EntryFilter(types, platform, region, service), mine ?? false)
            .Select(stretch => new EntryBatch(stretch)));
}
