using Ledger.Deciding;

namespace Ledger.Governance.Inspections;

/// <summary>Public codes of rules about inspections, and the checks its commands share.</summary>
public static class InspectionRules
{
    /// <summary>The seed is the one that was committed to, and gives the sample that was drawn.</summary>
    public const string Seed = "INSPECTION-SEED";

    internal static Decision? Require(InspectionState state, InspectionStage stage) => GovernanceChecks.Stage(
        state.Stage == stage,
        $"This is not possible while the inspection is {state.Stage}.",
        $"检查处于 {state.Stage} 状态，不能办理。");

    /// <summary>A random inspection has its seed, a targeted one has none.</summary>
    internal static Decision? SeedFits(InspectionState state, string? seed) =>
        !state.IsRandom
            ? seed is null ? null : Fields.Refuse("seed", "is given for a random inspection only", "仅随机检查填写")
            : !Sampling.IsSeed(seed)
                ? Fields.Refuse("seed", "has to be 64 lower-case hexadecimal digits", "须为 64 位小写十六进制数字")
                : Sampling.Commit(seed!) == state.SeedCommitment
                    ? null
                    : Decision.Refuse(Seed, "The seed is not the one that was committed to.", "该种子与事先承诺的不符。");
}
