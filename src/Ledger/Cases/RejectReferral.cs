using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record RejectReferral(Guid ReferralId, string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.UnderWay;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Standing.OpenReferral(state, ReferralId, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new ReferralRejected(act.Envelope, ReferralId, state.OpenReferrals[ReferralId].Kind, ReasonCode));
}
