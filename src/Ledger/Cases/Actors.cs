using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Who may act on a case. The role in the envelope is what the caller's credential says.</summary>
public static class Actors
{
    public const string Requester = "requester";

    internal static Decision? Owner(CaseState state, Envelope envelope) =>
        envelope.Node == state.OwnerNode && !IsRequester(envelope)
            ? null
            : Decision.Refuse(Rules.Owner, $"Only the owner node, {state.OwnerNode}, does this, and not in the role of a requester.", $"只有承办节点 {state.OwnerNode} 可以办理，且不得以申请人角色办理。");

    internal static Decision? OwnerOrRequester(CaseState state, Envelope envelope) =>
        envelope.Node == state.OwnerNode || IsRequester(envelope)
            ? null
            : Decision.Refuse(Rules.Owner, $"Only the requester or the owner node, {state.OwnerNode}, does this.", $"只有申请人或承办节点 {state.OwnerNode} 可以办理。");

    /// <summary>A node at work on a delivery records its steps itself; the owner may do it for the node.</summary>
    internal static Decision? OwnerOrDelivering(CaseState state, string? deliveringNode, Envelope envelope) =>
        envelope.Node == deliveringNode && !IsRequester(envelope) ? null : Owner(state, envelope);

    internal static Decision? Addressee(OpenReferral referral, Envelope envelope) =>
        envelope.Node == referral.ToNode && !IsRequester(envelope)
            ? null
            : Decision.Refuse(Rules.Addressee, $"Only the node the referral is addressed to, {referral.ToNode}, answers it.", $"只有转介的接收节点 {referral.ToNode} 可以答复。");

    internal static bool IsRequester(Envelope envelope) => envelope.ActorRole == Requester;
}
