using Ledger.Cases;
using Ledger.Deciding;

namespace Ledger.Registry.Enterprises;

/// <summary>An open platform registers an enterprise that it serves, under a new random UUID.</summary>
/// <param name="Uscc">The credit code; to the vault, as name and county.</param>
/// <param name="CountyCode">GB/T 2260; a former code is taken as given.</param>
/// <param name="RegionCode">City, GB/T 2260.</param>
/// <param name="SizeClass">As the enterprise says; not kept of a sole trader, nor is the industry.</param>
/// <param name="IndustryCode">Two digits of GB/T 4754.</param>
/// <param name="UsccOverrideReason">With its evidence, for a code that fails its check digit; else left out.</param>
/// <param name="UsccOverrideEvidenceHash">SHA-256, hex.</param>
public sealed record RegisterEnterprise(
    Confidential Uscc,
    Confidential Name,
    Confidential? CountyCode,
    string RegionCode,
    bool IsSoleTrader,
    string? SizeClass,
    string? IndustryCode,
    string? UsccOverrideReason,
    string? UsccOverrideEvidenceHash) : Command<EnterpriseState>
{
    protected override Decision Decide(EnterpriseState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.OpenPlatform(act)
        ?? UuidKey(act.Stream)
        ?? Registry.Uscc.Check(Uscc.Value, UsccOverrideReason, UsccOverrideEvidenceHash)
        ?? Fields.Name("name", Name.Value)
        ?? (CountyCode is null ? null : Fields.Region("county_code", CountyCode.Value))
        ?? Fields.Region("region_code", RegionCode)
        ?? (IsSoleTrader ? null : Fields.OneOf("size_class", SizeClass, SizeClasses.All) ?? Industry())
        ?? Decision.Accept(new EnterpriseRegistered(
            act.Envelope,
            RegionCode,
            IsSoleTrader,
            IsSoleTrader ? null : SizeClass,
            IsSoleTrader ? null : IndustryCode,
            UsccOverrideReason,
            UsccOverrideEvidenceHash,
            act.Seal("uscc", act.Stream, Uscc),
            act.Seal("name", act.Stream, Name),
            act.Seal("county_code", act.Stream, CountyCode)));

    private Decision? Industry() => IndustryCode is null
        ? Fields.Refuse("industry_code", "has to be two digits of GB/T 4754", "须为 GB/T 4754 的两位数字")
        : Fields.OptionalIndustry("industry_code", IndustryCode);

    // Anything else under the caller's choice could say who the enterprise is.
    private static Decision? UuidKey(string stream)
    {
        var key = stream[EnterpriseState.Prefix.Length..];
        return Guid.TryParseExact(key, "D", out var id) && EnterpriseState.StreamOf(id) == stream
            ? Fields.Id("id", id)
            : Fields.Refuse("id", "has to be a UUID in lower case", "须为小写的 UUID");
    }
}
