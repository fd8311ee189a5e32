using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Conferences;

/// <summary>The responsible platform, or the province, states that a resolution is carried out; late as well.</summary>
/// <param name="ImplementedOn">Day in Asia/Shanghai.</param>
public sealed record ImplementResolution(int ResolutionNo, DateOnly ImplementedOn) : Command<ConferenceState>
{
    protected override Decision Decide(ConferenceState state, Act act) =>
        Authority.Exists(state)
        ?? ConferenceRules.Known(state, ResolutionNo)
        ?? Authority.OwnerOrProvince(act, state.Resolutions[ResolutionNo].ResponsibleNode)
        ?? GovernanceChecks.Stage(
            state.Resolutions[ResolutionNo].Stage != ResolutionStage.Implemented,
            "The resolution is carried out already.", "该决议已落实。")
        ?? GovernanceChecks.Order("implemented_on", state.HeldOn, ImplementedOn)
        ?? GovernanceChecks.NotAhead("implemented_on", ImplementedOn, act)
        ?? Decision.Accept(new ResolutionImplemented(act.Envelope, ResolutionNo, ImplementedOn));
}
