using System.ComponentModel;
using GraphQL;
using Projections.Providers;
using PublicApi.GraphQL;

namespace PublicApi.Registry;

[Name("ProviderFilter")]
[Description("Which providers are asked for; a field left out asks for all. 服务机构筛选条件；省略的项不作限制。")]
public sealed class ProviderFilterInput
{
    [Description("Code of the platform that registered them. 登记平台编码。")]
    public string? Platform { get; init; }

    [Description("They have their seat in this region (GB/T 2260). 所在地区（含下辖地区）。")]
    public string? Region { get; init; }

    [Description("They can deliver services of this category. 可提供的服务类别代码。")]
    public string? Category { get; init; }

    [Description("Kind of organisation, such as association. 机构类型。")]
    public string? Kind { get; init; }

    [Description("Status at the instant: active, suspended or revoked. 该时刻的状态。")]
    public string? Status { get; init; }

    [Description("Membership at the instant: none, applied, admitted, suspended, exited or expelled. 该时刻的联盟成员状态。")]
    public string? Membership { get; init; }

    internal ProviderFilter ToFilter() => new(Platform, Region, Category, Kind, Status, Membership);
}

[Name("Provider")]
[Implements(typeof(INode))]
[Description("An organisation that delivers services (HSDS: organization). 服务机构。")]
public sealed class PublicProvider : INode
{
    private readonly ProviderView view;
    private readonly Moment moment;

    internal PublicProvider(ProviderView view, Moment moment) => (this.view, this.moment) = (view, moment);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("Provider", view.Code, moment);

    [Description("Its code: its unified social credit code. 机构编码（统一社会信用代码）。")]
    public string Code => view.Code;

    [Description("Its legal name. 法定名称。")]
    public string LegalName => view.LegalName;

    [Description("Kind of organisation, such as association. 机构类型。")]
    public string Kind => view.Kind;

    [Description("City, by GB/T 2260. 所在市州代码（GB/T 2260）。")]
    public string RegionCode => view.RegionCode;

    [Description("County, by GB/T 2260. 所在区县代码（GB/T 2260）。")]
    public string? CountyCode => view.CountyCode;

    [Description("Categories of service it can deliver. 可提供的服务类别代码。")]
    public IEnumerable<string> CategoryCodes => view.CategoryCodes;

    [Description("Names of certificates and titles it has. 资质。")]
    public IEnumerable<string> Qualifications => view.Qualifications;

    [Description("Code of the platform that registered it. 登记平台编码。")]
    public string OwnerNode => view.OwnerNode;

    [Description("When it was registered. 登记时间。")]
    public DateTimeOffset? RegisteredAt => view.RegisteredAt;

    [Description("Whether its identity was verified. 身份是否已核验。")]
    public bool IdentityVerified => view.IdentityVerifiedAt is not null;

    [Description("When its identity was last verified. 最近核验时间。")]
    public DateTimeOffset? IdentityVerifiedAt => view.IdentityVerifiedAt;

    [Description("Status at the instant: active, suspended or revoked. 该时刻的状态。")]
    public string Status => view.StatusAt(moment.Instant);

    [Complexity(1, 5)]
    [Description("Its changes of status, in the order of recording. 状态变更，按记录先后排列。")]
    public IEnumerable<PublicStatusChange> Statuses => view.Statuses.Select(change => new PublicStatusChange(change));

    [Description("Membership at the instant: none, applied, admitted, suspended, exited or expelled. 该时刻的联盟成员状态。")]
    public string Membership => view.MembershipAt(moment.Instant);

    [Complexity(1, 5)]
    [Description("Its changes of membership, in the order of recording. 成员状态变更，按记录先后排列。")]
    public IEnumerable<PublicStatusChange> Memberships => view.Memberships.Select(change => new PublicStatusChange(change));

    [Description("How many events it has. 事件数。")]
    public long Version => view.Version;
}

[Name("ProviderEdge")]
[Description("A provider and its place. 服务机构及其游标。")]
public sealed class ProviderEdge(PublicProvider node) : Edge<PublicProvider>(() => Cursors.OfCode(node.Code), node);

[Name("ProviderConnection")]
[Description("A page of providers, in order of code. 按编码排列的一页服务机构。")]
public sealed class ProviderConnection(Moment moment, Page<ProviderEdge> page) : DatedConnection<PublicProvider, ProviderEdge>(moment, page);
