using Ledger.Journal;

namespace Ledger.Cases;

public sealed record AcceptReferral(Guid ReferralId) : CaseCommand
{
    public static Decision Decide(CaseState state, AcceptReferral command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Standing.OpenReferral(state, command.ReferralId, envelope)
        ?? Accept(state.OpenReferrals[command.ReferralId], envelope);

    private static Decision Accept(OpenReferral open, Envelope envelope) =>
        Decision.Accept(new ReferralAccepted(envelope, open.ReferralId, open.ToNode, open.Kind));
}
