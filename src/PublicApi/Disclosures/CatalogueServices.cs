using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using PublicApi.GraphQL;
using PublicApi.Registry;

namespace PublicApi.Disclosures;

[Name("CatalogueService")]
[Implements(typeof(INode))]
[Description("A service of the catalogue, also one that is not in force (Open Referral HSDS: service). 服务目录中的一项服务，含未生效和已撤销的。")]
public sealed class CatalogueService : Disclosed, INode
{
    private readonly Offer offer;
    private readonly Moment moment;

    internal CatalogueService(Offer offer, Moment moment)
        : base(offer) => (this.offer, this.moment) = (offer, moment);

    [Id]
    [Description(Query.IdOfNode)]
    public string Id => NodeId.Write("CatalogueService", offer.Service.Code, moment);

    [Description("The version in force at the instant; null where none is. 该时刻的生效版本；无则为空。")]
    public PublicServiceVersion? Content => offer.Version is { } version ? new(version) : null;

    [Description("Name of the provider, or of the platform where it delivers itself. 服务机构名称；平台自办的为平台名称。")]
    public string? ProviderName => offer.ProviderName;

    [Description("Last day, up to the instant's, on which the entry was checked, yyyy-MM-dd (HSDS: assured_date). 最近核查日期。")]
    public string? AssuredOn => PublicDays.Write(offer.AssuredOn);

    [Description("The instant from which it is withdrawn; null while it is not. 撤销时刻；未撤销时为空。")]
    public DateTimeOffset? WithdrawnFrom => offer.Service.WithdrawnFrom;

    [Description("The process in force at the instant; null where none is. 该时刻的生效流程。")]
    public PublicProcessVersion? Process => offer.Process is { } version ? new(version) : null;

    [Description("The promise in force at the instant; null where none is. 该时刻的生效承诺。")]
    public PublicCommitmentVersion? Commitment => offer.Commitment is { } version ? new(version) : null;

    [Complexity(1, 5)]
    [Description("The prices in force at the instant, in order of code. 该时刻生效的收费项目。")]
    public IEnumerable<PublicFeeItem> FeeItems => offer.Fees.Select(item => new PublicFeeItem(item));

    [Complexity(1, 5)]
    [Description("Every version of the content, oldest first. 服务内容的全部版本，自早至晚。")]
    public IEnumerable<PublicServiceVersion> Versions => offer.Service.Versions.Select(version => new PublicServiceVersion(version));

    [Complexity(1, 5)]
    [Description("Every version of the process, oldest first. 服务流程的全部版本。")]
    public IEnumerable<PublicProcessVersion> Processes => offer.Processes.Versions.Select(version => new PublicProcessVersion(version));

    [Complexity(1, 5)]
    [Description("Every version of the promise, oldest first. 服务承诺的全部版本。")]
    public IEnumerable<PublicCommitmentVersion> Commitments =>
        offer.Commitments.Versions.Select(version => new PublicCommitmentVersion(version));

    [Complexity(1, 5)]
    [Description("Every version of every price, in the order of recording. 全部收费项目的全部版本，按记录先后排列。")]
    public IEnumerable<PublicFeeItem> AllFeeItems => offer.FeeItems.Items.Select(item => new PublicFeeItem(item));
}

[Name("CatalogueServiceEdge")]
[Description("A service and its place. 服务及其游标。")]
public sealed class CatalogueServiceEdge(Offer offer, Moment moment) : Edge<CatalogueService>(() => Cursors.OfCode(offer.Service.Code), new CatalogueService(offer, moment));

[Name("CatalogueServiceConnection")]
[Description("A page of services, in order of code. 按代码排列的一页服务。")]
public sealed class CatalogueServiceConnection(Moment moment, Page<CatalogueServiceEdge> page) : DatedConnection<CatalogueService, CatalogueServiceEdge>(moment, page);
