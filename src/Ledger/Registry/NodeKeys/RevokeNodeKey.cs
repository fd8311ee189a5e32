using Ledger.Deciding;

namespace Ledger.Registry.NodeKeys;

/// <summary>Ends a key. A node that takes only signed commands first registers the next one.</summary>
/// <param name="InForceTo">Now when left out; never in the past: what the key signed stays signed.</param>
public sealed record RevokeNodeKey(string KeyId, string ReasonCode, DateTimeOffset? InForceTo = null) : Command<NodeKeyState>
{
    protected override Decision Decide(NodeKeyState state, Act act) =>
        NodeKeyRules.MayChange(state, act)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.NotPast("in_force_to", InForceTo, act.Envelope)
        ?? Known(state)
        ?? NotTheLast(state, act)
        ?? Decision.Accept(new NodeKeyRevoked(act.Envelope, KeyId, NodeKeyRules.From(InForceTo, act), ReasonCode));

    private Decision? Known(NodeKeyState state) => KeyId is not null && state.Keys.Keys.TryGetValue(KeyId, out var key) && key.To is null
        ? null
        : Decision.Refuse(NodeKeyRules.Key, "There is no such key, or it is revoked.", "没有该密钥，或已撤销。");

    private Decision? NotTheLast(NodeKeyState state, Act act)
    {
        var to = NodeKeyRules.From(InForceTo, act);
        var required = state.Keys.RequiresSigningAt(act.Envelope.RecordedAt) || state.Keys.RequiresSigningAt(to);
        return required && !state.Keys.Keys.Any(key => key.Key != KeyId && key.Value.To is null && key.Value.From <= to)
            ? Decision.Refuse(
                NodeKeyRules.Last,
                "It is the node's last key, and the node takes only signed commands; another has to be in force by then.",
                "这是该节点最后一把密钥，而该节点只接受签名命令；须先有另一把生效。")
            : null;
    }
}
