using Ledger.Deciding;

namespace Ledger.Governance.Assessments;

/// <summary>Public codes of rules about assessments, and the checks its commands share.</summary>
public static class AssessmentRules
{
    /// <summary>The weights of a scheme sum to 10000 basis points.</summary>
    public const string Weights = "ASSESSMENT-WEIGHTS";

    /// <summary>A scheme has indicators of each of the three dimensions.</summary>
    public const string Dimensions = "ASSESSMENT-DIMENSIONS";

    internal static Decision? NotPublished(AssessmentState state) =>
        GovernanceChecks.Stage(!state.IsPublished, "The assessment is published.", "考核结果已公布。");

    internal static Decision? Published(AssessmentState state) =>
        GovernanceChecks.Stage(state.IsPublished, "The assessment is not published yet.", "考核结果尚未公布。");
}
