using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>A referral that waits for its answer.</summary>
public sealed record OpenReferral(
    Guid ReferralId, string FromNode, string ToNode, string? ToProvider, string Kind, DateTimeOffset RespondBy)
{
    /// <summary>Who answers it: the provider that is asked, else the platform.</summary>
    public string Addressee => ToProvider ?? ToNode;
}

public sealed partial record CaseState
{
    private CaseState? Referral(LedgerEvent fact) => fact switch
    {
        ReferralOffered e => this with
        {
            Stage = e.Kind == ReferralKinds.Transfer ? CaseStage.Referred : Stage,
            OpenReferrals = OpenReferrals.SetItem(
                e.ReferralId, new OpenReferral(e.ReferralId, e.FromNode, e.ToNode, e.ToProvider, e.Kind, e.RespondBy)),
            UsedIds = UsedIds.Add(e.ReferralId),
        },
        ReferralAccepted e => Accepted(e),
        ReferralRejected e => Unanswered(e.ReferralId, e.Kind),
        ReferralExpired e => Unanswered(e.ReferralId, e.Kind),
        ReferralRecalled e => Unanswered(e.ReferralId, e.Kind),
        _ => null,
    };

    private CaseState Accepted(ReferralAccepted e)
    {
        var answered = this with { OpenReferrals = OpenReferrals.Remove(e.ReferralId) };
        return e.Kind switch
        {
            ReferralKinds.Transfer => answered with { Stage = CaseStage.Assigned, OwnerNode = e.ToNode, Hops = Hops + 1 },
            ReferralKinds.CoDelivery => answered with { Helpers = Helpers.Add(e.ToProvider ?? e.ToNode) },
            _ => answered,
        };
    }

    // An import may have ended a case while a transfer waited; then the case stays ended.
    private CaseState Unanswered(Guid referralId, string kind) => this with
    {
        Stage = kind == ReferralKinds.Transfer && Stage == CaseStage.Referred ? CaseStage.Accepted : Stage,
        OpenReferrals = OpenReferrals.Remove(referralId),
    };
}
