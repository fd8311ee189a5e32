using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Inspections;

/// <summary>Closes an inspection and makes its seed public.</summary>
/// <param name="Seed">64 lower-case hexadecimal digits; of a random inspection only.</param>
public sealed record CloseInspection(string? Seed) : Command<InspectionState>
{
    protected override Decision Decide(InspectionState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? InspectionRules.Require(state, InspectionStage.Drawn)
        ?? InspectionRules.SeedFits(state, Seed)
        ?? GivesTheSample(state)
        ?? Decision.Accept(new InspectionClosed(act.Envelope, Seed, state.OpenFindings.Count));

    private Decision? GivesTheSample(InspectionState state) =>
        !state.IsRandom || Sampling.Draw(Seed!, state.Population, state.SampleSize).SequenceEqual(state.Sample)
            ? null
            : Decision.Refuse(InspectionRules.Seed, "The seed does not give the sample that was drawn.", "该种子得不出已抽取的样本。");
}
