using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;
using Projections.ServiceEntries;
using PublicApi.GraphQL;
using PublicApi.Registry;

namespace PublicApi.Disclosures;

[Name("ServiceVersion")]
[Description("A version of what the public is told about a service. 服务内容的一个版本。")]
public sealed class PublicServiceVersion : PublicVersion
{
    private readonly ServiceVersion version;

    internal PublicServiceVersion(ServiceVersion version)
        : base(version) => this.version = version;

    private ServiceContent Content => version.Content;

    [Description("Name of the service. 服务名称。")]
    public string Name => Content.Name;

    [Description("Code of its category. 服务类别代码。")]
    public string CategoryCode => Content.CategoryCode;

    [Description("The standard it is an instance of; empty where there is none. 所依据的服务标准；无则为空文本。")]
    public string StandardCode => Content.StandardCode;

    [Description("Version of the standard; 0 where there is none. 标准版本；无则为0。")]
    public long StandardVersion => Content.StandardVersion;

    [Description("Code of the provider that delivers it; the platform's where it does so itself. 服务机构编码；平台自办的为平台编码。")]
    public string ProviderId => Content.ProviderId;

    [Description("public_good, discounted, market or guide. 公益、优惠、市场化或办事指南。")]
    public string Nature => Content.Nature;

    [Description("Sizes of enterprise it is for. 面向的企业规模。")]
    public IEnumerable<string> SizeClasses => Content.SizeClasses;

    [Description("Industries it is for, by GB/T 4754; none where it is for every one. 面向的行业代码（GB/T 4754）；为空则面向所有行业。")]
    public IEnumerable<string> IndustryCodes => Content.IndustryCodes;

    [Description("Regions it is for, by GB/T 2260 (HSDS: service_area). 面向的地区代码（GB/T 2260）。")]
    public IEnumerable<string> RegionCodes => Content.RegionCodes;

    [Description("Who may ask for it (HSDS: eligibility_description). 办理条件。")]
    public string Conditions => Content.Conditions;

    [Description("What has to be handed in (HSDS: required_document). 所需材料。")]
    public IEnumerable<string> Materials => Content.Materials;

    [Description("Channels by which it can be asked for. 办理渠道。")]
    public IEnumerable<string> Channels => Content.Channels;

    [Description("Contact of the organisation. 机构联系方式。")]
    public string Contact => Content.Contact;

    [Description("What is special about it. 特色标签。")]
    public IEnumerable<string> FeatureTags => Content.FeatureTags;

    [Description("What is new in this version; null in the first. 变更说明；首版为空。")]
    public string? ChangeNote => version.ChangeNote;
}

[Name("ServiceContent")]
[Description("Disclosure D1: what a service is, in the version in force. 服务内容公开（D1）。")]
public sealed class PublicServiceContent : Disclosed
{
    private readonly Offer offer;

    internal PublicServiceContent(Offer offer)
        : base(offer) => this.offer = offer;

    [Description("The version in force. 生效版本。")]
    public PublicServiceVersion Content => new(offer.Version!);

    [Description("Name of the provider, or of the platform where it delivers itself. 服务机构名称；平台自办的为平台名称。")]
    public string? ProviderName => offer.ProviderName;

    [Description("Unified social credit code of the provider; null where the platform delivers itself. 服务机构统一社会信用代码；平台自办的为空。")]
    public string? ProviderUscc => offer.Provider?.Code;

    [Description("Last day, up to the instant's, on which the entry was checked, yyyy-MM-dd. 最近核查日期。")]
    public string? AssuredOn => PublicDays.Write(offer.AssuredOn);

    [Description("Required fields that are empty, by their names in the entries. 缺失的必填项（按条目字段名）。")]
    public IEnumerable<string> Missing => OfferGaps.OfContent(offer);
}

[Name("ServiceContentEdge")]
[Description("A service's content and its place. 服务内容及其游标。")]
public sealed class ServiceContentEdge(Offer offer) : Edge<PublicServiceContent>(() => Cursors.OfCode(offer.Service.Code), new PublicServiceContent(offer));

[Name("ServiceContentConnection")]
[Description("A page of services' contents, in order of code. 按服务代码排列的一页服务内容。")]
public sealed class ServiceContentConnection(Moment moment, Page<ServiceContentEdge> page) : DisclosureConnection<PublicServiceContent, ServiceContentEdge>("D1", moment, page);
