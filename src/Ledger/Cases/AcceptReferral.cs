using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record AcceptReferral(Guid ReferralId) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.UnderWay;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Standing.OpenReferral(state, ReferralId, act.Envelope)
        ?? Accept(state.OpenReferrals[ReferralId], act.Envelope);

    private static Decision Accept(OpenReferral open, Envelope envelope) =>
        Decision.Accept(new ReferralAccepted(envelope, open.ReferralId, open.ToNode, open.ToProvider, open.Kind));
}
