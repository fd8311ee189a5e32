using Ledger.Deciding;
using Ledger.Registry.Platforms;

namespace Ledger.Registry.Providers;

/// <summary>Enters a provider into the registry under its credit code: a window those of its own city, the province all.</summary>
/// <param name="RegionCode">City, GB/T 2260.</param>
/// <param name="CountyCode">County, GB/T 2260; a former code is taken as given.</param>
/// <param name="CategoryCodes">Categories of service it can deliver.</param>
/// <param name="Qualifications">Names of certificates and titles it has.</param>
/// <param name="UsccOverrideReason">With its evidence, for a code that fails its check digit; else left out.</param>
/// <param name="UsccOverrideEvidenceHash">SHA-256, hex.</param>
/// <param name="LegalRepresentative">A person's name; it goes to the vault.</param>
public sealed record RegisterProvider(
    string LegalName,
    string Kind,
    string RegionCode,
    string? CountyCode,
    IReadOnlyList<string> CategoryCodes,
    IReadOnlyList<string> Qualifications,
    string? UsccOverrideReason,
    string? UsccOverrideEvidenceHash,
    Confidential? LegalRepresentative) : Command<ProviderState>
{
    // With the longest texts the public entry stays under PublicEntry.LargestBytes.
    private const int MostCategories = 50;
    private const int MostQualifications = 30;
    private const int CityDigits = 4;

    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.OpenPlatform(act)
        ?? Fields.Region("region_code", RegionCode)
        ?? InReach(act)
        ?? Uscc.Check(ProviderState.CodeOf(act.Stream), UsccOverrideReason, UsccOverrideEvidenceHash)
        ?? Fields.Name("legal_name", LegalName)
        ?? Fields.OneOf("kind", Kind, ProviderKinds.All)
        ?? (CountyCode is null ? null : Fields.Region("county_code", CountyCode))
        ?? Fields.Codes("category_codes", CategoryCodes, 1, MostCategories)
        ?? Fields.Number("qualifications", Qualifications.Count, 0, MostQualifications)
        ?? Qualifications.Select(name => Fields.Name("qualifications", name)).FirstOrDefault(refusal => refusal is not null)
        ?? (LegalRepresentative is null ? null : Fields.Name("legal_representative", LegalRepresentative.Value))
        ?? Decision.Accept(new ProviderRegistered(
            act.Envelope,
            LegalName,
            Kind,
            RegionCode,
            CountyCode,
            CategoryCodes,
            Qualifications,
            UsccOverrideReason,
            UsccOverrideEvidenceHash,
            act.Seal("legal_representative", act.Stream, LegalRepresentative)));

    private Decision? InReach(Act act)
    {
        var platform = act.Network.Find<PlatformState>(PlatformState.StreamOf(act.Envelope.Node));
        return platform.Kind == PlatformKinds.Provincial || platform.RegionCode.AsSpan(0, CityDigits).SequenceEqual(RegionCode.AsSpan(0, CityDigits))
            ? null
            : Decision.Refuse(CommonRules.Owner, "A window registers providers of its own city only.", "窗口平台只登记本市州的服务机构。");
    }
}
