using Ledger.Journal;

namespace Ledger.Cases;

public sealed record RejectReferral(Guid ReferralId, string ReasonCode) : CaseCommand
{
    public static Decision Decide(CaseState state, RejectReferral command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Standing.OpenReferral(state, command.ReferralId, envelope)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Reject(state.OpenReferrals[command.ReferralId], command, envelope);

    private static Decision Reject(OpenReferral open, RejectReferral command, Envelope envelope) =>
        Decision.Accept(new ReferralRejected(envelope, open.ReferralId, open.Kind, command.ReasonCode));
}
