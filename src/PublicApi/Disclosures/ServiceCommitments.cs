using System.ComponentModel;
using GraphQL;
using Projections.Commitments;
using Projections.Disclosures;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

[Name("CommitmentVersion")]
[Description("A version of what is promised for a service. 服务承诺的一个版本。")]
public sealed class PublicCommitmentVersion : PublicVersion
{
    private readonly CommitmentVersion version;

    internal PublicCommitmentVersion(CommitmentVersion version)
        : base(version) => this.version = version;

    [Description("Working days within which a request is accepted or declined; 0 where not promised. 受理时限（工作日）；未承诺为0。")]
    public long AcceptWithinWorkingDays => version.AcceptWithinWorkingDays;

    [Description("Working days within which the requester is first contacted; 0 where not promised. 首次联系时限（工作日）；未承诺为0。")]
    public long FirstContactWithinWorkingDays => version.FirstContactWithinWorkingDays;

    [Description("Working days within which the service is delivered; 0 where not promised. 办结时限（工作日）；未承诺为0。")]
    public long CompleteWithinWorkingDays => version.CompleteWithinWorkingDays;

    [Description("The quality that is promised. 质量承诺。")]
    public string Quality => version.Quality;

    [Description("Where to turn when the promise is not kept. 救济与监督联系方式。")]
    public string RedressContact => version.RedressContact;
}

[Name("ServiceCommitment")]
[Description("Disclosure D4: what is promised for a service. 服务承诺公开（D4）。")]
public sealed class PublicServiceCommitment : Disclosed
{
    private readonly Offer offer;

    internal PublicServiceCommitment(Offer offer)
        : base(offer) => this.offer = offer;

    [Description("The promise in force; null where none is. 生效承诺；无则为空。")]
    public PublicCommitmentVersion? Commitment => offer.Commitment is { } version ? new(version) : null;

    [Description("Required fields that are empty, by their names in the entries; commitment where none is in force. 缺失的必填项；无生效承诺时为 commitment。")]
    public IEnumerable<string> Missing => OfferGaps.OfCommitment(offer);
}

[Name("ServiceCommitmentEdge")]
[Description("A service's promise and its place. 服务承诺及其游标。")]
public sealed class ServiceCommitmentEdge(Offer offer) : Edge<PublicServiceCommitment>(() => Cursors.OfCode(offer.Service.Code), new PublicServiceCommitment(offer));

[Name("ServiceCommitmentConnection")]
[Description("A page of services' promises, in order of code. 按服务代码排列的一页服务承诺。")]
public sealed class ServiceCommitmentConnection(Moment moment, Page<ServiceCommitmentEdge> page) : DisclosureConnection<PublicServiceCommitment, ServiceCommitmentEdge>("D4", moment, page);
