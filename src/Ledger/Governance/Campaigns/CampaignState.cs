using Ledger.Deciding;

namespace Ledger.Governance.Campaigns;

/// <summary>The three levels that are linked (domain.md C5).</summary>
public static class CampaignLevels
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "province", "city", "county" };
}

/// <summary>A campaign has one event; that it exists is all that decisions need to know.</summary>
public sealed record CampaignState : StreamState<CampaignState>
{
    public const string Prefix = "campaign-";

    protected override CampaignState Apply(LedgerEvent fact) => fact is CampaignLaunched ? this : throw NotEvolved(fact);
}
