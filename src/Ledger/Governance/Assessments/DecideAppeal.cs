using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Assessments;

/// <summary>The province upholds an appeal, with other scores, or rejects it.</summary>
/// <param name="Scores">The revised scores when the appeal is upheld; else none.</param>
public sealed record DecideAppeal(int AppealNo, bool Upheld, string ReasonCode, IReadOnlyList<IndicatorScore>? Scores)
    : Command<AssessmentState>
{
    protected override Decision Decide(AssessmentState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? (state.OpenAppeals.ContainsKey(AppealNo)
            ? null
            : Fields.Refuse("appeal_no", "has to name an appeal that is not decided", "须为未决申诉"))
        ?? Fields.Code("reason_code", ReasonCode)
        ?? (Upheld
            ? Scoring.Check(state, Scores)
            : Scores is null ? null : Fields.Refuse("scores", "is given when the appeal is upheld only", "仅申诉成立时填写"))
        ?? Decided(state, act, Upheld ? Scoring.TotalMicro(state.Indicators, Scores!) : null);

    private Decision Decided(AssessmentState state, Act act, long? totalMicro) => Decision.Accept(new AssessmentAppealDecided(
        act.Envelope, AppealNo, Upheld, ReasonCode, Scores, totalMicro,
        totalMicro is { } total ? Scoring.Passes(total, state.PassCenti) : null));
}
