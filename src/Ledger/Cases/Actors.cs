using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Cases;

/// <summary>Who may act on a case. The role in the envelope is what the caller's credential says.</summary>
public static class Actors
{
    public const string Requester = "requester";

    /// <summary>A program of the network that acts when a time has passed.</summary>
    public const string SystemRole = "system";

    /// <summary>INV-13: an open platform at the time of recording, or an active provider, which its own deliveries and the
    /// referrals to it are left to by the rules that follow. What a requester does comes through an open platform too.</summary>
    internal static Decision? Active(Act act)
    {
        var (node, now) = (act.Envelope.Node, act.Envelope.RecordedAt);
        return act.Network.Find<PlatformState>(PlatformState.StreamOf(node)).IsOpenAt(now)
            || (!IsRequester(act.Envelope) && act.Network.Find<ProviderState>(ProviderState.StreamOf(node)).IsActiveAt(now))
            ? null
            : Decision.Refuse(
                CommonRules.NotActive, "The node is neither an open platform nor an active provider of the network.", "该节点既不是网络中已开通的平台，也不是有效的服务机构。");
    }

    /// <summary>The role is the system's, and the node the owner or the province.</summary>
    internal static Decision? System(CaseState state, Act act) => act.Envelope.ActorRole == SystemRole
        ? Authority.OwnerOrProvince(act, state.OwnerNode)
        : Decision.Refuse(Rules.SystemOnly, "Only the system does this, when its time has come; the role has to be system.", "仅由系统在到期后办理；角色须为 system。");

    internal static Decision? Owner(CaseState state, Envelope envelope) =>
        envelope.Node == state.OwnerNode && !IsRequester(envelope)
            ? null
            : Decision.Refuse(Rules.Owner, $"Only the owner node, {state.OwnerNode}, does this, and not in the role of a requester.", $"只有承办节点 {state.OwnerNode} 可以办理，且不得以申请人角色办理。");

    internal static Decision? OwnerOrRequester(CaseState state, Envelope envelope) =>
        envelope.Node == state.OwnerNode || IsRequester(envelope)
            ? null
            : Decision.Refuse(Rules.Owner, $"Only the requester or the owner node, {state.OwnerNode}, does this.", $"只有申请人或承办节点 {state.OwnerNode} 可以办理。");

    /// <summary>Whoever is at work on a delivery records its steps itself; the owner may do it for them.</summary>
    internal static Decision? OwnerOrDelivering(CaseState state, Envelope envelope) =>
        OwnerOr(state, [state.DeliveringNode, state.DeliveringProvider], envelope);

    internal static Decision? OwnerOr(CaseState state, ReadOnlySpan<string?> others, Envelope envelope) =>
        others.Contains(envelope.Node) && !IsRequester(envelope) ? null : Owner(state, envelope);

    internal static Decision? Addressee(OpenReferral referral, Envelope envelope) =>
        envelope.Node == referral.Addressee && !IsRequester(envelope)
            ? null
            : Decision.Refuse(Rules.Addressee, $"Only the one the referral is addressed to, {referral.Addressee}, answers it.", $"只有转介的接收方 {referral.Addressee} 可以答复。");

    internal static bool IsRequester(Envelope envelope) => envelope.ActorRole == Requester;
}
