using Ledger.Journal;

namespace Ledger.Cases;

public sealed record RejectReferral(Guid ReferralId, string ReasonCode) : CaseCommand
{
    public static Decision Decide(CaseState state, RejectReferral command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Standing.OpenReferral(state, command.ReferralId, envelope)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Decision.Accept(new ReferralRejected(envelope, command.ReferralId, command.ReasonCode));
}
