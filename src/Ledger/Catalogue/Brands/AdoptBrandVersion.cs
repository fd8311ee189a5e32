using System.Text.RegularExpressions;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.Brands;

/// <summary>Adopts a version of the brand, by the province.</summary>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
public sealed record AdoptBrandVersion(
    string NameZh, string NameEn, string NamePattern, string Hotline, string ManualHash, DateTimeOffset? EffectiveFrom = null)
    : Command<BrandState>
{
    protected override Decision Decide(BrandState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return Authority.Province(act)
            ?? Fields.Name("name_zh", NameZh)
            ?? Fields.Name("name_en", NameEn)
            ?? Fields.Prose("name_pattern", NamePattern, Fields.LongestName)
            ?? Pattern()
            ?? Fields.Code("hotline", Hotline)
            ?? CatalogueFields.Sha256("manual_hash", ManualHash)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.InOrder(state.Versions, from)
            ?? Decision.Accept(new BrandVersionAdopted(
                act.Envelope, state.Versions.Count + 1, NameZh, NameEn, NamePattern, Hotline, ManualHash, from));
    }

    private Decision? Pattern()
    {
        try
        {
            _ = new Regex(NamePattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (Exception bad) when (bad is ArgumentException or NotSupportedException)
        {
            return Fields.Refuse(
                "name_pattern", "has to be a regular expression without back-references and look-around", "须为不含反向引用和环视的正则表达式");
        }
    }
}
