using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record RejectReferral(Guid ReferralId, string ReasonCode) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Standing.OpenReferral(state, ReferralId, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Reject(state.OpenReferrals[ReferralId], this, act.Envelope);

    private static Decision Reject(OpenReferral open, RejectReferral command, Envelope envelope) =>
        Decision.Accept(new ReferralRejected(envelope, open.ReferralId, open.Kind, command.ReasonCode));
}
