using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record AcceptReferral(Guid ReferralId) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Standing.OpenReferral(state, ReferralId, act.Envelope)
        ?? Accept(state.OpenReferrals[ReferralId], act.Envelope);

    private static Decision Accept(OpenReferral open, Envelope envelope) =>
        Decision.Accept(new ReferralAccepted(envelope, open.ReferralId, open.ToNode, open.Kind));
}
