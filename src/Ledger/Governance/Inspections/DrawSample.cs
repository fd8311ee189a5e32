using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Inspections;

/// <summary>Draws the sample: by the seed for a random inspection, by naming the subjects for a targeted one.</summary>
/// <param name="Seed">64 lower-case hexadecimal digits; of a random inspection only.</param>
/// <param name="Subjects">Keys of the population; of a targeted inspection only.</param>
public sealed record DrawSample(string? Seed, IReadOnlyList<string>? Subjects) : Command<InspectionState>
{
    protected override Decision Decide(InspectionState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? InspectionRules.Require(state, InspectionStage.Opened)
        ?? InspectionRules.SeedFits(state, Seed)
        ?? (state.IsRandom ? NoSubjects() : SubjectsFit(state))
        ?? Decision.Accept(new SampleDrawn(
            act.Envelope, state.IsRandom ? Sampling.Draw(Seed!, state.Population, state.SampleSize) : Subjects!, Seed));

    private Decision? NoSubjects() =>
        Subjects is null ? null : Fields.Refuse("subjects", "is given for a targeted inspection only", "仅定向检查填写");

    private Decision? SubjectsFit(InspectionState state) =>
        GovernanceChecks.Items(
            "subjects", Subjects, state.SampleSize, state.SampleSize,
            key => state.Population.Contains(key) ? null : Fields.Refuse("subjects", "has to be of the population", "须属于检查总体"))
        ?? GovernanceChecks.Distinct("subjects", Subjects!);
}
