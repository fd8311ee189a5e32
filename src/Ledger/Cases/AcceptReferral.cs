using Ledger.Journal;

namespace Ledger.Cases;

public sealed record AcceptReferral(Guid ReferralId) : CaseCommand
{
    public static Decision Decide(CaseState state, AcceptReferral command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Standing.OpenReferral(state, command.ReferralId, envelope)
        ?? Decision.Accept(new ReferralAccepted(envelope, command.ReferralId));
}
