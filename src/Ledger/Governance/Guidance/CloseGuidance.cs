using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Guidance;

/// <summary>The guided platform or the province states what became of the advice.</summary>
public sealed record CloseGuidance(string OutcomeCode) : Command<GuidanceState>
{
    protected override Decision Decide(GuidanceState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.ToNode)
        ?? GovernanceChecks.Stage(!state.IsClosed, "The guidance is closed.", "该指导事项已办结。")
        ?? Fields.Code("outcome_code", OutcomeCode)
        ?? Decision.Accept(new GuidanceClosed(act.Envelope, OutcomeCode));
}
