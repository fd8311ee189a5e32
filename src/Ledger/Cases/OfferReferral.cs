using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Cases;

public sealed record OfferReferral(Guid ReferralId, string ToNode, string Kind, DateTimeOffset RespondBy, string ReasonCode) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.Owner(state, act.Envelope)
        ?? Standing.FreshId("referral_id", ReferralId, state)
        ?? Fields.Code("to_node", ToNode)
        ?? Fields.OneOf("kind", Kind, ReferralKinds.All)
        ?? Fields.Future("respond_by", RespondBy, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? ToAnother(state, this)
        ?? OneTransfer(state, this)
        ?? Decision.Accept(new ReferralOffered(
            act.Envelope,
            ReferralId,
            act.Envelope.Node,
            ToNode,
            Kind,
            Kind == ReferralKinds.Transfer ? state.Hops + 1 : state.Hops,
            Instants.ToMillisecond(RespondBy),
            ReasonCode));

    private static Decision? ToAnother(CaseState state, OfferReferral command) =>
        command.ToNode == state.OwnerNode ? Fields.Refuse("to_node", "has to be another node than the owner", "须为承办节点以外的节点") : null;

    private static Decision? OneTransfer(CaseState state, OfferReferral command) =>
        command.Kind == ReferralKinds.Transfer && state.OpenReferrals.Values.Any(open => open.Kind == ReferralKinds.Transfer)
            ? Decision.Refuse(Rules.OneTransfer, "A transfer of this case waits for its answer; it has to be answered first.", "本案已有一项待答复的转办，须先答复。")
            : null;
}
