using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Privacy.Consents;

/// <summary>Records that the subject takes a consent back.</summary>
/// <param name="Reason">The subject's own words; null where there are none.</param>
public sealed record WithdrawConsent(Confidential? Reason) : Command<ConsentState>
{
    protected override Decision Decide(ConsentState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.OwnerNode)
        ?? (state.Scopes.Count == 0
            ? Decision.Refuse(CommonRules.Stage, "The consent was withdrawn before.", "该同意此前已撤回。")
            : null)
        ?? Decision.Accept(new ConsentWithdrawn(act.Envelope, state.Scopes, act.Seal("reason", state.Subject, Reason)));
}
