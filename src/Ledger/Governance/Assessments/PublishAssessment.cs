using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Assessments;

/// <summary>The results of a cycle are final, save for appeals.</summary>
/// <param name="AsOfSize">Number of entries of the public log that the publication refers to.</param>
public sealed record PublishAssessment(long AsOfSize) : Command<AssessmentState>
{
    protected override Decision Decide(AssessmentState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? AssessmentRules.NotPublished(state)
        ?? GovernanceChecks.Stage(!state.Subjects.IsEmpty, "Nobody was assessed yet.", "尚无考核对象。")
        ?? GovernanceChecks.AsOfSize(AsOfSize)
        ?? Decision.Accept(new AssessmentPublished(act.Envelope, state.Subjects.Count, AsOfSize));
}
