using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Registry.Providers;

namespace Ledger.Catalogue.Services;

/// <summary>What every change of a service has to pass.</summary>
internal static class ServiceChecks
{
    // With these a content in Chinese fits an entry, unless its command is signed.
    private const int MostMaterials = 50;
    private const int MostFeatureTags = 30;
    private const int MostRegions = 200;
    private const int MostIndustries = 100;

    /// <summary>The service exists, the node may change it, and it has not been withdrawn.</summary>
    public static Decision? MayChange(ServiceState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.NodeId)
        ?? (state.WithdrawnFrom is null
            ? null
            : Decision.Refuse(CommonRules.Stage, "The service was withdrawn.", "该服务已撤销。"));

    /// <summary>The codes that other decisions need are there, and every value has the shape of its kind. What the public is to
    /// be told may be missing.</summary>
    public static Decision? Content(ServiceContent content, string owner, Act act) =>
        Fields.Name("name", content.Name)
        ?? Fields.Code("category_code", content.CategoryCode)
        ?? Fields.Prose("standard_code", content.StandardCode, Fields.LongestCode)
        ?? Fields.Number("standard_version", content.StandardVersion, 0, int.MaxValue)
        ?? Fields.OneOf("nature", content.Nature, ServiceNatures.All)
        ?? CatalogueFields.Distinct(
            "size_classes", content.SizeClasses, SizeClasses.All.Count, static item => Fields.OneOf("size_classes", item, SizeClasses.All))
        ?? CatalogueFields.Distinct(
            "industry_codes", content.IndustryCodes, MostIndustries, static item => Fields.OptionalIndustry("industry_codes", item))
        ?? CatalogueFields.Distinct("region_codes", content.RegionCodes, MostRegions, static item => Fields.Region("region_codes", item))
        ?? Fields.Prose("conditions", content.Conditions, CatalogueFields.LongestProse)
        ?? CatalogueFields.Each("materials", content.Materials, MostMaterials, static item => Fields.Name("materials", item))
        ?? CatalogueFields.Distinct(
            "channels", content.Channels, Channels.All.Count, static item => Fields.OneOf("channels", item, Channels.All))
        ?? Fields.Prose("contact", content.Contact, Fields.LongestName)
        ?? CatalogueFields.Distinct("feature_tags", content.FeatureTags, MostFeatureTags, static item => Fields.Code("feature_tags", item))
        ?? NotTomorrow(content.AssuredOn, act)
        ?? Fields.Code("provider_id", content.ProviderId)
        ?? Provider(content.ProviderId, owner, act);

    /// <summary>Nothing has been checked on a day that has not come.</summary>
    public static Decision? NotTomorrow(DateOnly assuredOn, Act act) => assuredOn <= Days.Of(act.Envelope.RecordedAt)
        ? null
        : Fields.Refuse("assured_on", "has to be today or earlier", "须为今天或更早");

    private static Decision? Provider(string code, string owner, Act act)
    {
        if (code == owner)
        {
            return null;
        }

        var provider = act.Network.Find<ProviderState>(ProviderState.StreamOf(code));
        return !provider.Exists
            ? Decision.Refuse(
                CatalogueRules.UnknownProvider, "The provider is not registered, and is not the platform itself.", "服务机构未登记，也不是该平台自身。")
            : provider.IsActiveAt(act.Envelope.RecordedAt)
                ? null
                : Decision.Refuse(CommonRules.NotActive, "The provider is not active.", "该服务机构未处于有效状态。");
    }
}
