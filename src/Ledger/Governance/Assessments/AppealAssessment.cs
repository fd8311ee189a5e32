using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Assessments;

/// <summary>Who was assessed objects to the published result.</summary>
/// <param name="Grounds">In words; confidential.</param>
public sealed record AppealAssessment(string Subject, Confidential? Grounds) : Command<AssessmentState>
{
    protected override Decision Decide(AssessmentState state, Act act) =>
        Authority.Exists(state)
        ?? AssessmentRules.Published(state)
        ?? (state.Subjects.Contains(Subject) ? null : Fields.Refuse("subject", "has to be one who was assessed", "须为已考核对象"))
        ?? Authority.OwnerOrProvince(act, Subject)
        ?? GovernanceChecks.Stage(
            !state.OpenAppeals.ContainsValue(Subject),
            "An appeal of this subject is open.", "该对象已有未决申诉。")
        ?? Decision.Accept(new AssessmentAppealed(
            act.Envelope, state.Appeals + 1, Subject, act.Seal("grounds", act.Stream, Grounds)));
}
