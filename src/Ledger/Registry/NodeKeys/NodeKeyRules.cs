using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.NodeKeys;

/// <summary>Public codes of the rules about keys, and what several commands ask.</summary>
public static class NodeKeyRules
{
    /// <summary>The node takes only signed commands, so its keys and this rule change by its own signature only.</summary>
    public const string OwnSignature = "NODEKEY-SIGNED";

    /// <summary>A key id that is registered already, or is not, or is revoked.</summary>
    public const string Key = "NODEKEY-KEY";

    /// <summary>A node that takes only signed commands needs a key in force: without one nothing could ever be said for it.</summary>
    public const string Last = "NODEKEY-LAST";

    /// <summary>The node takes only signed commands already, or does not.</summary>
    public const string Standing = "NODEKEY-STANDING";

    /// <summary>The node itself in force, or the province; once the node has declared to require signing, the node's own signature.</summary>
    internal static Decision? MayChange(NodeKeyState state, Act act)
    {
        var node = NodeKeyState.NodeOf(act.Stream);
        return state.Keys.IsGuardedAt(act.Envelope.RecordedAt)
            ? ItselfSigned(act)
            : act.Envelope.Node == node ? Authority.Active(act) : Authority.Province(act);
    }

    /// <summary>The node itself has signed; that the signature is right was checked before.</summary>
    internal static Decision? ItselfSigned(Act act) =>
        act.Envelope.Node == NodeKeyState.NodeOf(act.Stream) && act.Envelope.Signature is not null
            ? null
            : Decision.Refuse(OwnSignature, "This needs the node's own signature.", "须有该节点自己的签名。");

    internal static DateTimeOffset From(DateTimeOffset? from, Act act) => Instants.ToMillisecond(from ?? act.Envelope.RecordedAt);
}
