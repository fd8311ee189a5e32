using Ledger.Deciding;
using Ledger.Registry.Agreements;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Cases;

/// <summary>
/// Who may deliver (INV-05). The owner delivers itself, without more. A node that is not the owner, and a provider, needs an
/// accepted co-delivery; a provider that works for such a node is covered by the node's. Besides, an agreement has to be in
/// force at the time of the act, for the category, between whoever delivers and the owner, the node or the province.
/// </summary>
internal static class Delivering
{
    public static Decision? May(CaseState state, Act act, string nodeId, string providerId) =>
        NodeHelps(state, nodeId)
        ?? (providerId == nodeId ? OpenNode(act, nodeId) : OpenNode(act, nodeId) ?? Admitted(providerId, act) ?? ProviderHelps(state, nodeId, providerId))
        ?? (IsOwnWork(state, nodeId, providerId) || Agreement(state, act, nodeId, providerId) is not null
            ? null
            : Decision.Refuse(
                Rules.DeliveringNode,
                "No agreement in force covers this delivery by another than the owner.",
                "没有生效的协议覆盖承办节点以外的服务。"));

    /// <summary>A provider that may take part: active and admitted to the alliance at the time of recording.</summary>
    public static Decision? Admitted(string provider, Act act)
    {
        var state = act.Network.Find<ProviderState>(ProviderState.StreamOf(provider));
        var now = act.Envelope.RecordedAt;
        return state.IsActiveAt(now) && state.IsAdmittedAt(now)
            ? null
            : Decision.Refuse(CommonRules.NotActive, "The provider is not active, or not admitted to the alliance.", "该服务机构未处于有效状态，或未加入联盟。");
    }

    /// <summary>Stream id of the agreement under which another than the owner delivers; the first by id of several.</summary>
    public static string? Agreement(CaseState state, Act act, string nodeId, string providerId)
    {
        if (IsOwnWork(state, nodeId, providerId))
        {
            return null;
        }

        var category = InForce.Category(state, act.Network);
        return act.Network.All<AgreementState>()
            .Where(agreement => agreement.Value.IsInForceAt(act.Envelope.OccurredAt) && agreement.Value.Covers(category)
                && agreement.Value.Parties.Contains(providerId)
                && agreement.Value.Parties.Any(party => party != providerId && (party == state.OwnerNode || party == nodeId || IsProvince(act, party))))
            .Select(agreement => agreement.Key)
            .Min(StringComparer.Ordinal);
    }

    private static bool IsOwnWork(CaseState state, string nodeId, string providerId) => nodeId == state.OwnerNode && providerId == nodeId;

    private static bool IsProvince(Act act, string code) =>
        act.Network.Find<PlatformState>(PlatformState.StreamOf(code)).Kind == PlatformKinds.Provincial;

    private static Decision? OpenNode(Act act, string nodeId) =>
        act.Network.Find<PlatformState>(PlatformState.StreamOf(nodeId)).IsOpenAt(act.Envelope.RecordedAt)
            ? null
            : Decision.Refuse(CommonRules.NotActive, "The delivering node is not an open platform of the network.", "服务节点不是网络中已开通的平台。");

    private static Decision? NodeHelps(CaseState state, string nodeId) =>
        nodeId == state.OwnerNode || state.Helpers.Contains(nodeId)
            ? null
            : Decision.Refuse(Rules.DeliveringNode, "The delivering node has to be the owner or to have accepted a co-delivery referral.", "服务节点须为承办节点，或已接受协办转介的节点。");

    private static Decision? ProviderHelps(CaseState state, string nodeId, string providerId) =>
        nodeId != state.OwnerNode || state.Helpers.Contains(providerId)
            ? null
            : Decision.Refuse(Rules.DeliveringNode, "A provider delivers for the owner after it accepted a co-delivery referral.", "服务机构须先接受协办转介，方可为承办节点提供服务。");
}
