using System.ComponentModel;
using GraphQL;
using Projections.Disclosures;

namespace PublicApi.Disclosures;

[Name("ServiceFilter")]
[Description("Which services are asked for; a field left out asks for all. 服务筛选条件；省略的项不作限制。")]
public sealed class OfferFilterInput
{
    [Description("Code of the platform that publishes them. 发布平台编码。")]
    public string? Platform { get; init; }

    [Description("Code of the provider; a platform's own code for what it delivers itself. 服务机构编码；平台自办的为平台编码。")]
    public string? Provider { get; init; }

    [Description("Code of the category. 服务类别代码。")]
    public string? Category { get; init; }

    [Description("Offered in this region (GB/T 2260): the entry names it, or the city or province it lies in. 可在该地区（含其所属市、省）提供。")]
    public string? Region { get; init; }

    [Description("public_good, discounted, market or guide. 公益、优惠、市场化或办事指南。")]
    public string? Nature { get; init; }

    [Description("Code of one service. 服务代码。")]
    public string? ServiceCode { get; init; }

    internal OfferFilter ToFilter() => new(Platform, Provider, Category, Region, Nature, ServiceCode);
}
