using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Ends a referral that nobody answered in time; by the system, once that time has passed.</summary>
public sealed record ExpireReferral(Guid ReferralId) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Standing.Waiting(state, ReferralId)
        ?? Actors.System(state, act)
        ?? Expire(state.OpenReferrals[ReferralId], act.Envelope);

    private static Decision Expire(OpenReferral open, Envelope envelope) =>
        Standing.Passed(open.RespondBy, envelope)
        ?? Decision.Accept(new ReferralExpired(envelope, open.ReferralId, open.Kind, open.RespondBy));
}
