using Projections.Platforms;
using Projections.Providers;

namespace PublicApi.Exports.Hsds;

/// <summary>A platform or a provider in the words of HSDS 3 (<c>organization.json</c>).</summary>
internal static class HsdsOrganization
{
    public static object Of(PlatformView view)
    {
        var id = HsdsIds.Platform(view.Code);
        return new
        {
            id,
            name = view.Name,
            alternate_name = view.Code,
            description = $"{view.Kind}, {view.RegionCode}",
            phones = new[] { new { id = HsdsIds.Of("phone", view.Code), organization_id = id, number = view.Hotline, type = "hotline" } },
            organization_identifiers = new[] { Identifier(id, "platform", view.Code) },
        };
    }

    public static object Of(ProviderView view)
    {
        var id = HsdsIds.Provider(view.Code);
        return new
        {
            id,
            name = view.LegalName,
            alternate_name = (string?)null,
            description = $"{view.Kind}, {view.RegionCode}",
            legal_status = view.Kind,
            tax_id = view.Code,
            organization_identifiers = new[] { Identifier(id, "GB 32100", view.Code) },
        };
    }

    private static object Identifier(Guid organization, string scheme, string code) => new
    {
        id = HsdsIds.Of("identifier", code),
        organization_id = organization,
        identifier_scheme = scheme,
        identifier_type = scheme,
        identifier = code,
    };
}
