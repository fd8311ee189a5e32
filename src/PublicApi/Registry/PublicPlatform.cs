using System.ComponentModel;
using GraphQL;
using Projections.Platforms;
using PublicApi.GraphQL;

namespace PublicApi.Registry;

[Name("PlatformFilter")]
[Description("Which platforms are asked for; a field left out asks for all. 平台筛选条件；省略的项不作限制。")]
public sealed class PlatformFilterInput
{
    [Description("provincial, comprehensive_window or cluster_window. 平台类型。")]
    public string? Kind { get; init; }

    [Description("They have their seat in this region (GB/T 2260), such as a city and its counties. 所在地区（含下辖地区）。")]
    public string? Region { get; init; }

    [Description("Status at the instant: registered, open, suspended or revoked. 该时刻的状态。")]
    public string? Status { get; init; }

    internal PlatformFilter ToFilter() => new(Kind, Region, Status);
}

[Name("Platform")]
[Implements(typeof(INode))]
[Description("A platform (node) of the network. 网络中的服务平台。")]
public sealed class PublicPlatform : INode
{
    private readonly PlatformView view;
    private readonly Moment moment;

    internal PublicPlatform(PlatformView view, Moment moment) => (this.view, this.moment) = (view, moment);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("Platform", view.Code, moment);

    [Description("Its code, such as SC-510100. 平台编码。")]
    public string Code => view.Code;

    [Description("Its name. 名称。")]
    public string Name => view.Name;

    [Description("provincial, comprehensive_window or cluster_window. 平台类型。")]
    public string Kind => view.Kind;

    [Description("Region of its seat, by GB/T 2260. 所在地区代码（GB/T 2260）。")]
    public string RegionCode => view.RegionCode;

    [Description("The industry cluster it serves; null but for a cluster window. 所服务的产业集群；非集群窗口为空。")]
    public string? ClusterCode => view.ClusterCode;

    [Description("Its telephone number. 服务热线。")]
    public string Hotline => view.Hotline;

    [Description("Phase of the roll-out, from 1; null where none is assigned. 建设阶段；未安排时为空。")]
    public long? Phase => view.Phase;

    [Description("Day on which it is planned to open, yyyy-MM-dd. 计划开通日期。")]
    public string? PlannedOpenOn => PublicDays.Write(view.PlannedOpenOn);

    [Description("Day on which it opened, yyyy-MM-dd; null while it has not. 开通日期；未开通时为空。")]
    public string? OpenedOn => PublicDays.Write(view.OpenedOn);

    [Description("Version of the network's brand that it last attested to show. 最近证明所用的统一标识版本。")]
    public long? BrandVersion => view.BrandVersion;

    [Description("When it attested that. 标识证明时间。")]
    public DateTimeOffset? BrandAttestedAt => view.BrandAttestedAt;

    [Description("When it was registered. 登记时间。")]
    public DateTimeOffset? RegisteredAt => view.RegisteredAt;

    [Description("Status at the instant: registered, open, suspended or revoked. 该时刻的状态。")]
    public string Status => view.StatusAt(moment.Instant);

    [Complexity(1, 5)]
    [Description("Its changes of status, in the order of recording. 状态变更，按记录先后排列。")]
    public IEnumerable<PublicStatusChange> Statuses => view.Statuses.Select(change => new PublicStatusChange(change));

    [Description("How many events it has. 事件数。")]
    public long Version => view.Version;
}

[Name("PlatformEdge")]
[Description("A platform and its place. 平台及其游标。")]
public sealed class PlatformEdge(PublicPlatform node) : Edge<PublicPlatform>(() => Cursors.OfCode(node.Code), node);

[Name("PlatformConnection")]
[Description("A page of platforms, in order of code. 按编码排列的一页平台。")]
public sealed class PlatformConnection(Moment moment, Page<PlatformEdge> page) : DatedConnection<PublicPlatform, PlatformEdge>(moment, page);
