using System.Diagnostics;
using Ledger.Journal;

namespace Ledger.Cases;

/// <summary>What somebody wants to happen to one case.</summary>
public abstract record CaseCommand;

/// <summary>The one entrance to the deciders of cases.</summary>
public static class CaseDecider
{
    private static readonly TimeSpan LargestClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>A command that stands in the case already is accepted again, with no events.</summary>
    public static Decision Decide(CaseState state, CaseCommand command, Envelope envelope) =>
        state.HasApplied(envelope.CommandId) ? Decision.Nothing : command switch
        {
            SubmitRequest c => SubmitRequest.Decide(state, c, envelope),
            AcceptRequest c => AcceptRequest.Decide(state, c, envelope),
            DeclineRequest c => DeclineRequest.Decide(state, c, envelope),
            WithdrawRequest c => WithdrawRequest.Decide(state, c, envelope),
            ReopenRequest c => ReopenRequest.Decide(state, c, envelope),
            OfferReferral c => OfferReferral.Decide(state, c, envelope),
            AcceptReferral c => AcceptReferral.Decide(state, c, envelope),
            RejectReferral c => RejectReferral.Decide(state, c, envelope),
            StartDelivery c => StartDelivery.Decide(state, c, envelope),
            CompleteDelivery c => CompleteDelivery.Decide(state, c, envelope),
            ConfirmDelivery c => ConfirmDelivery.Decide(state, c, envelope),
            DisputeDelivery c => DisputeDelivery.Decide(state, c, envelope),
            SubmitRating c => SubmitRating.Decide(state, c, envelope),
            QuoteFee c => QuoteFee.Decide(state, c, envelope),
            AgreeFee c => AgreeFee.Decide(state, c, envelope),
            ChargeFee c => ChargeFee.Decide(state, c, envelope),
            PayFee c => PayFee.Decide(state, c, envelope),
            RefundFee c => RefundFee.Decide(state, c, envelope),
            WaiveFee c => WaiveFee.Decide(state, c, envelope),
            _ => throw new UnreachableException($"{command.GetType().Name} has no decider."),
        };

    /// <summary>What every decider asks first: a sound envelope, no time in the future, a stage the command is possible in.</summary>
    internal static Decision? Admit(CaseState state, CaseCommand command, Envelope envelope) =>
        Fields.Envelope(envelope)
        ?? NotFromTheFuture(envelope)
        ?? CaseStages.Check(state, command);

    private static Decision? NotFromTheFuture(Envelope envelope) =>
        envelope.OccurredAt - envelope.RecordedAt <= LargestClockSkew
            ? null
            : Decision.Refuse(
                Rules.ClockSkew, "It lies more than five minutes in the future; the time of occurrence has to be now or earlier.");
}
