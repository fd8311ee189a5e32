using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Assessments;

/// <summary>One subject is scored by every indicator of the scheme; the total follows.</summary>
/// <param name="Subject">Key of the platform or provider assessed, once in a cycle.</param>
/// <param name="AsOfSize">Number of entries of the public log that the scores follow from.</param>
public sealed record ConductAssessment(string Subject, IReadOnlyList<IndicatorScore> Scores, long AsOfSize) : Command<AssessmentState>
{
    protected override Decision Decide(AssessmentState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? AssessmentRules.NotPublished(state)
        ?? GovernanceChecks.Key("subject", Subject)
        ?? (state.Subjects.Contains(Subject)
            ? Decision.Refuse(CommonRules.Exists, "The subject was assessed in this cycle already.", "该对象在本周期已考核。")
            : null)
        ?? Scoring.Check(state, Scores)
        ?? GovernanceChecks.AsOfSize(AsOfSize)
        ?? Conducted(state, act, Scoring.TotalMicro(state.Indicators, Scores));

    private Decision Conducted(AssessmentState state, Act act, long totalMicro) => Decision.Accept(new AssessmentConducted(
        act.Envelope, Subject, Scores, totalMicro, Scoring.Passes(totalMicro, state.PassCenti), AsOfSize));
}
