using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Conferences;

/// <summary>The province states that a resolution was not carried out in time.</summary>
public sealed record MarkResolutionOverdue(int ResolutionNo) : Command<ConferenceState>
{
    protected override Decision Decide(ConferenceState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? ConferenceRules.Known(state, ResolutionNo)
        ?? GovernanceChecks.Stage(
            state.Resolutions[ResolutionNo].Stage == ResolutionStage.Open,
            "The resolution is carried out or marked overdue already.", "该决议已落实或已标记逾期。")
        ?? (Days.Of(act.Envelope.RecordedAt) > state.Resolutions[ResolutionNo].DueOn
            ? null
            : Decision.Refuse(ConferenceRules.NotDue, "The last day for the resolution is not over.", "决议的截止日尚未过去。"))
        ?? Decision.Accept(new ResolutionBecameOverdue(act.Envelope, ResolutionNo, state.Resolutions[ResolutionNo].DueOn));
}
