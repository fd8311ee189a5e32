using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Takes back a referral that nobody answered yet.</summary>
public sealed record RecallReferral(Guid ReferralId, string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Standing.Waiting(state, ReferralId)
        ?? Actors.Owner(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new ReferralRecalled(act.Envelope, ReferralId, state.OpenReferrals[ReferralId].Kind, ReasonCode));
}
