using System.Collections.Frozen;
using System.Collections.Immutable;
using Ledger.Deciding;
using static Ledger.Cases.CaseStage;

namespace Ledger.Cases;

/// <summary>The stages in which each command is possible (domain.md 5.6); where it leads is for the event to say, in
/// <see cref="CaseState"/>. Ratings and fees run beside the stages: INV-07 to INV-10 bound them.</summary>
public static class CaseStages
{
    private static readonly ImmutableArray<CaseStage> UnderWay = [Accepted, Referred, Assigned, InDelivery];

    // A fee follows from an acceptance, which fixes whether the service may cost anything.
    private static readonly ImmutableArray<CaseStage> Billable = [.. UnderWay, Delivered, Confirmed, Disputed];

    private static readonly ImmutableArray<CaseStage> Begun = [.. Enum.GetValues<CaseStage>().Where(stage => stage != None)];

    public static readonly FrozenDictionary<Type, ImmutableArray<CaseStage>> Possible = new Dictionary<Type, ImmutableArray<CaseStage>>
    {
        [typeof(SubmitRequest)] = [None],
        [typeof(AcceptRequest)] = [Received],
        [typeof(DeclineRequest)] = [Received],
        [typeof(WithdrawRequest)] = [Received],
        [typeof(ReopenRequest)] = [Confirmed],
        [typeof(OfferReferral)] = UnderWay,
        [typeof(AcceptReferral)] = UnderWay,
        [typeof(RejectReferral)] = UnderWay,
        [typeof(StartDelivery)] = [Accepted, Assigned, Disputed],
        [typeof(CompleteDelivery)] = [InDelivery],
        [typeof(ConfirmDelivery)] = [Delivered],
        [typeof(DisputeDelivery)] = [Delivered],
        [typeof(SubmitRating)] = Begun,
        [typeof(QuoteFee)] = Billable,
        [typeof(AgreeFee)] = Billable,
        [typeof(ChargeFee)] = Billable,
        [typeof(PayFee)] = Begun,
        [typeof(RefundFee)] = Begun,
        [typeof(WaiveFee)] = Begun,
    }.ToFrozenDictionary();

    // A transfer hands over a case that nobody delivers yet; a case in delivery can still be helped with or told of.
    private static readonly ImmutableArray<CaseStage> Transferable = [Accepted, Referred, Assigned];

    internal static Decision? Check(CaseState state, CaseCommand command)
    {
        var possible = command is OfferReferral { Kind: ReferralKinds.Transfer } ? Transferable : Possible[command.GetType()];
        if (possible.Contains(state.Stage))
        {
            return null;
        }

        var name = command.GetType().Name;
        return state.Stage == None
            ? Decision.Refuse(Rules.FirstEvent, $"{name} needs a case; a case begins with SubmitRequest.", $"{name} 须有案件；案件由 SubmitRequest 开始。")
            : Decision.Refuse(
                Rules.Stage, $"{name} is not possible in stage {state.Stage}; it needs {string.Join(" or ", possible)}.", $"{name} 在阶段 {state.Stage} 不可用；须处于 {string.Join("、", possible)}。");
    }
}
