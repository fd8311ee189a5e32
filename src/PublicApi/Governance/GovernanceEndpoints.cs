namespace PublicApi.Governance;

/// <summary>The commands of every area of governance.</summary>
public static class GovernanceEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        ReportEndpoints.Map(commands);
        FundEndpoints.Map(commands);
    }
}
