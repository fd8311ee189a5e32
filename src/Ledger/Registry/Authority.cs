using Ledger.Deciding;
using Ledger.Registry.Platforms;

namespace Ledger.Registry;

/// <summary>Who may act in the network (domain.md C6, INV-13). The envelope's node is what the caller's credential says.</summary>
internal static class Authority
{
    /// <summary>The node is an open platform at the time of recording.</summary>
    public static Decision? OpenPlatform(Act act) =>
        act.Network.Find<PlatformState>(PlatformState.StreamOf(act.Envelope.Node)).IsOpenAt(act.Envelope.RecordedAt)
            ? null
            : Decision.Refuse(
                CommonRules.NotActive, "The node is not an open platform of the network.", "该节点不是网络中已开通的平台。");

    /// <summary>The node is the open provincial platform.</summary>
    public static Decision? Province(Act act) =>
        OpenPlatform(act)
        ?? (act.Network.Find<PlatformState>(PlatformState.StreamOf(act.Envelope.Node)).Kind == PlatformKinds.Provincial
            ? null
            : Decision.Refuse(CommonRules.Owner, "Only the provincial platform does this.", "只有省服务平台可以办理。"));

    /// <summary>The node is the open platform named, or the province.</summary>
    public static Decision? OwnerOrProvince(Act act, string ownerNode) =>
        act.Envelope.Node == ownerNode ? OpenPlatform(act) : Province(act);

    /// <summary>The thing the command is about exists.</summary>
    public static Decision? Exists<TState>(TState state)
        where TState : StreamState<TState>, new() =>
        state.Exists ? null : Decision.Refuse(CommonRules.NotFound, "There is no such record.", "没有该记录。");

    /// <summary>The thing that is to be made does not exist yet.</summary>
    public static Decision? IsNew<TState>(TState state)
        where TState : StreamState<TState>, new() =>
        state.Exists ? Decision.Refuse(CommonRules.Exists, "There is such a record already.", "该记录已存在。") : null;
}
