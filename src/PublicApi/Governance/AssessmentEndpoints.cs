using Ledger.Governance.Assessments;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about assessments: <c>POST /assessments/{cycle}</c> adopts the scheme of a cycle.</summary>
public static class AssessmentEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var assessments = commands.MapGroup("/assessments");
        assessments.MapBegin<AssessmentState, AdoptAssessmentScheme>();
        assessments.MapChange<AssessmentState, ConductAssessment>("conduct");
        assessments.MapChange<AssessmentState, PublishAssessment>("publish");
        assessments.MapChange<AssessmentState, AppealAssessment>("appeal");
        assessments.MapChange<AssessmentState, DecideAppeal>("decide-appeal");
    }
}
