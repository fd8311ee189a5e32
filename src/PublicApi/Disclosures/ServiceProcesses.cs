using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.Processes;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

[Name("ProcessStep")]
[Description("A step of how a service is given. 服务流程中的一个环节。")]
public sealed class PublicProcessStep
{
    private readonly ProcessStep step;

    internal PublicProcessStep(ProcessStep step) => this.step = step;

    [Description("Code of the step. 环节编码。")]
    public string StepCode => step.StepCode;

    [Description("Its name. 环节名称。")]
    public string Name => step.Name;

    [Description("Who is responsible for it. 责任岗位。")]
    public string ResponsibleRole => step.ResponsibleRole;

    [Description("How many working days it may take; 0 where it has no limit of its own. 办理时限（工作日）；无单独时限为0。")]
    public long LimitWorkingDays => step.LimitWorkingDays;

    [Description("What it needs. 输入材料。")]
    public IEnumerable<string> Inputs => step.Inputs;

    [Description("What it gives. 输出结果。")]
    public IEnumerable<string> Outputs => step.Outputs;
}

[Name("ProcessVersion")]
[Description("A version of how a service is given. 服务流程的一个版本。")]
public sealed class PublicProcessVersion : PublicVersion
{
    private readonly ProcessVersion version;

    internal PublicProcessVersion(ProcessVersion version)
        : base(version) => this.version = version;

    [Complexity(1, 5)]
    [Description("Its steps, in order. 各环节，按顺序。")]
    public IEnumerable<PublicProcessStep> Steps => version.Steps.Select(step => new PublicProcessStep(step));

    [Description("When and to whom a request is referred. 转派规则。")]
    public string ReferralRule => version.ReferralRule;

    [Description("Where to complain. 投诉渠道。")]
    public string ComplaintPath => version.ComplaintPath;
}

[Name("ServiceProcess")]
[Description("Disclosure D2: how a service is given. 服务流程公开（D2）。")]
public sealed class PublicServiceProcess : Disclosed
{
    private readonly Offer offer;

    internal PublicServiceProcess(Offer offer)
        : base(offer) => this.offer = offer;

    [Description("The process in force; null where none is. 生效流程；无则为空。")]
    public PublicProcessVersion? Process => offer.Process is { } version ? new(version) : null;

    [Description("Required fields that are empty, by their names in the entries; process where none is in force. 缺失的必填项；无生效流程时为 process。")]
    public IEnumerable<string> Missing => OfferGaps.OfProcess(offer);
}

[Name("ServiceProcessEdge")]
[Description("A service's process and its place. 服务流程及其游标。")]
public sealed class ServiceProcessEdge(Offer offer) : Edge<PublicServiceProcess>(() => Cursors.OfCode(offer.Service.Code), new PublicServiceProcess(offer));

[Name("ServiceProcessConnection")]
[Description("A page of services' processes, in order of code. 按服务代码排列的一页服务流程。")]
public sealed class ServiceProcessConnection(Moment moment, Page<ServiceProcessEdge> page) : DisclosureConnection<PublicServiceProcess, ServiceProcessEdge>("D2", moment, page);
