using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Inspections;

/// <summary>The province begins a spot check and binds itself to the seed of a random one.</summary>
/// <param name="Method">One of <see cref="InspectionMethods"/>.</param>
/// <param name="Population">Keys of all that can be drawn, each once.</param>
/// <param name="SeedCommitment">See <see cref="Sampling.Commit"/>; of a random inspection only.</param>
public sealed record OpenInspection(string Scope, string Method, IReadOnlyList<string> Population, int SampleSize, string? SeedCommitment)
    : Command<InspectionState>
{
    // With these a public entry of the largest population stays under its limit.
    private const int LargestPopulation = 500;

    protected override Decision Decide(InspectionState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.Province(act)
        ?? Fields.Name("scope", Scope)
        ?? Fields.OneOf("method", Method, InspectionMethods.All)
        ?? GovernanceChecks.Items("population", Population, 1, LargestPopulation, key => GovernanceChecks.Key("population", key))
        ?? GovernanceChecks.Distinct("population", Population)
        ?? Fields.Number("sample_size", SampleSize, 1, Population.Count)
        ?? Commitment()
        ?? Decision.Accept(new InspectionOpened(act.Envelope, Scope, Method, Population, SampleSize, SeedCommitment));

    private Decision? Commitment() => Method == InspectionMethods.Random
        ? GovernanceChecks.Sha256("seed_commitment", SeedCommitment)
        : SeedCommitment is null ? null : Fields.Refuse("seed_commitment", "is given for a random inspection only", "仅随机检查填写");
}
