using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <param name="PlannedOpenOn">Day in Asia/Shanghai.</param>
public sealed record AssignPhase(int Phase, DateOnly PlannedOpenOn) : Command<PlatformState>
{
    private const int LargestPhase = 99;

    protected override Decision Decide(PlatformState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? Fields.Number("phase", Phase, 1, LargestPhase)
        ?? Decision.Accept(new PlatformPhaseAssigned(act.Envelope, Phase, PlannedOpenOn));
}
