namespace PublicApi.Governance;

/// <summary>The commands of every area of governance.</summary>
public static class GovernanceEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        ActivityEndpoints.Map(commands);
        AssessmentEndpoints.Map(commands);
        BaselineEndpoints.Map(commands);
        CampaignEndpoints.Map(commands);
        ComplianceEndpoints.Map(commands);
        ConferenceEndpoints.Map(commands);
        ConsequenceEndpoints.Map(commands);
        CorrectionEndpoints.Map(commands);
        DemonstrationEndpoints.Map(commands);
        FindingEndpoints.Map(commands);
        FundEndpoints.Map(commands);
        GuidanceEndpoints.Map(commands);
        InspectionEndpoints.Map(commands);
        MilestoneEndpoints.Map(commands);
        PolicyEndpoints.Map(commands);
        PublicationEndpoints.Map(commands);
        ReportEndpoints.Map(commands);
    }
}
