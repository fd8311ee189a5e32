using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Campaigns;

/// <summary>Begins a campaign of several levels and regions. Any open platform may begin one: the initiative goes both ways.</summary>
public sealed record LaunchCampaign(
    string Name, IReadOnlyList<string> Levels, IReadOnlyList<string> Regions, DateOnly FirstDay, DateOnly LastDay) : Command<CampaignState>
{
    private const int MostRegions = 300;

    protected override Decision Decide(CampaignState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.OpenPlatform(act)
        ?? Fields.Name("name", Name)
        ?? GovernanceChecks.Items(
            "levels", Levels, 1, CampaignLevels.All.Count, level => Fields.OneOf("levels", level, CampaignLevels.All))
        ?? GovernanceChecks.Distinct("levels", Levels)
        ?? GovernanceChecks.Items("regions", Regions, 1, MostRegions, region => Fields.Region("regions", region))
        ?? GovernanceChecks.Distinct("regions", Regions)
        ?? GovernanceChecks.Order("last_day", FirstDay, LastDay)
        ?? Decision.Accept(new CampaignLaunched(act.Envelope, Name, Levels, Regions, FirstDay, LastDay));
}
