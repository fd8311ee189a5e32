using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Cases;

public sealed record OfferReferral(Guid ReferralId, string ToNode, string Kind, DateTimeOffset RespondBy, string ReasonCode) : CaseCommand
{
    public static Decision Decide(CaseState state, OfferReferral command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.Owner(state, envelope)
        ?? Fields.FreshId("referral_id", command.ReferralId, state)
        ?? Fields.Code("to_node", command.ToNode)
        ?? Fields.OneOf("kind", command.Kind, ReferralKinds.All)
        ?? Fields.Future("respond_by", command.RespondBy, envelope)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? ToAnother(state, command)
        ?? OneTransfer(state, command)
        ?? Decision.Accept(new ReferralOffered(
            envelope,
            command.ReferralId,
            envelope.Node,
            command.ToNode,
            command.Kind,
            command.Kind == ReferralKinds.Transfer ? state.Hops + 1 : state.Hops,
            Instants.ToMillisecond(command.RespondBy),
            command.ReasonCode));

    private static Decision? ToAnother(CaseState state, OfferReferral command) =>
        command.ToNode == state.OwnerNode ? Fields.Refuse("to_node", "has to be another node than the owner") : null;

    private static Decision? OneTransfer(CaseState state, OfferReferral command) =>
        command.Kind == ReferralKinds.Transfer && state.OpenReferrals.Values.Any(open => open.Kind == ReferralKinds.Transfer)
            ? Decision.Refuse(Rules.OneTransfer, "A transfer of this case waits for its answer; it has to be answered first.")
            : null;
}
