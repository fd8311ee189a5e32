using Ledger.Governance.Campaigns;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary><c>POST /campaigns/{key}</c> launches a campaign.</summary>
public static class CampaignEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var campaigns = commands.MapGroup("/campaigns");
        campaigns.MapBegin<CampaignState, LaunchCampaign>();
    }
}
