using Ledger.Deciding;
using Projections.Disclosures;
using Projections.FeeItems;
using PublicApi.Disclosures;
using PublicApi.Registry;

namespace PublicApi.Exports.Hsds;

/// <summary>
/// A service in the words of HSDS 3 (<c>service.json</c>); what the ledger does not publish is left out, such as schedules: the
/// network publishes no opening hours.
/// </summary>
internal static class HsdsService
{
    /// <summary>With what belongs to it.</summary>
    public static object Full(Offer offer) => Of(offer, isFull: true);

    /// <summary>The service alone.</summary>
    public static object Short(Offer offer) => Of(offer, isFull: false);

    public static DateTimeOffset? LastModified(Offer offer) => offer.Shown?.PublishedAt;

    /// <summary>The one who delivers: the provider, or the platform where it does so itself.</summary>
    public static Guid Organization(Offer offer) => offer.Provider is { } provider
        ? HsdsIds.Provider(provider.Code)
        : HsdsIds.Platform(offer.Service.Platform);

    private static Dictionary<string, object?> Of(Offer offer, bool isFull)
    {
        var content = offer.Shown?.Content;
        var id = HsdsIds.Service(offer.Service.Code);
        var service = new Dictionary<string, object?>
        {
            ["id"] = id,
            ["organization_id"] = Organization(offer),
            ["name"] = content?.Name,
            ["alternate_name"] = offer.Service.Code,
            ["status"] = Status(offer),
            ["eligibility_description"] = content?.Conditions,
            ["application_process"] = offer.Process is { } process ? string.Join(" → ", process.Steps.Select(step => step.Name)) : null,
            ["fees_description"] = offer.Fees.Count == 0 ? null : string.Join("; ", offer.Fees.Select(Price)),
            ["accreditations"] = content?.StandardCode is { Length: > 0 } standard ? $"{standard} v{content.StandardVersion}" : null,
            ["assured_date"] = PublicDays.Write(offer.AssuredOn),
            ["last_modified"] = LastModified(offer),
        };
        if (isFull && content is not null)
        {
            service["organization"] = offer.Provider is { } provider ? HsdsOrganization.Of(provider)
                : offer.Platform is { } platform ? HsdsOrganization.Of(platform) : null;
            service["cost_options"] = offer.Fees.Select(item => CostOption(id, item));
            service["required_documents"] = content.Materials.Select(
                document => new { id = HsdsIds.Of("document", offer.Service.Code, document), service_id = id, document });
            service["service_areas"] = content.RegionCodes.Select(
                region => new { id = HsdsIds.Of("area", offer.Service.Code, region), service_id = id, extent = region, extent_type = "GB/T 2260" });
            service["phones"] = content.Contact.Length == 0 ? null : new[]
            {
                new { id = HsdsIds.Of("phone", offer.Service.Code), service_id = id, number = content.Contact },
            };
            service["attributes"] = new[]
            {
                new
                {
                    id = HsdsIds.Of("attribute", offer.Service.Code), link_id = id, link_entity = "service",
                    taxonomy_term_id = HsdsIds.Of("category", content.CategoryCode), value = content.CategoryCode,
                },
            };
        }

        return service;
    }

    private static string Status(Offer offer) => offer.IsActive ? "active"
        : offer.Service.WithdrawnFrom <= offer.At ? "defunct"
        : offer.Version is not null ? "temporarily closed"
        : "inactive";

    /// <summary>HSDS has one amount: that of a fixed price, or the least of a range, which the description gives in full.</summary>
    private static object CostOption(Guid service, FeeItemVersion item) => new
    {
        id = HsdsIds.Of("cost", service, item.FeeItemCode, item.Version),
        service_id = service,
        valid_from = PublicDays.Write(Days.Of(item.EffectiveFrom)),
        valid_to = item.EffectiveTo is { } end ? PublicDays.Write(Days.Of(end)) : null,
        option = item.FeeItemCode,
        currency = "CNY",
        amount = item.MinFen / 100m,
        amount_description = Price(item),
    };

    private static string Price(FeeItemVersion item)
    {
        var price = new PublicFeeItem(item);
        return price.IsFree ? $"{price.FeeItemCode}: 免费 (free)"
            : price.MinFen == price.MaxFen ? $"{price.FeeItemCode}: {price.MinYuan} 元/{price.Unit}"
            : $"{price.FeeItemCode}: {price.MinYuan}–{price.MaxYuan} 元/{price.Unit}";
    }
}
