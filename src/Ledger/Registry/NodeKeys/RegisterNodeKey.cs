using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.NodeKeys;

/// <summary>Makes a key known with which a node signs from a date on: by the node, or for its first key by the province.</summary>
/// <param name="PublicKey">Ed25519, 32 bytes in base64.</param>
/// <param name="InForceFrom">Now when left out; never in the past.</param>
public sealed record RegisterNodeKey(string PublicKey, DateTimeOffset? InForceFrom = null) : Command<NodeKeyState>
{
    protected override Decision Decide(NodeKeyState state, Act act) =>
        NodeKeyRules.MayChange(state, act)
        ?? Fields.NotPast("in_force_from", InForceFrom, act.Envelope)
        ?? Register(state, act);

    private Decision Register(NodeKeyState state, Act act)
    {
        var bytes = new byte[NoteSigner.SeedBytes + 1];
        if (PublicKey is not { Length: 44 } || !Convert.TryFromBase64String(PublicKey, bytes, out var count)
            || count != NoteSigner.SeedBytes || Convert.ToBase64String(bytes, 0, count) != PublicKey || !CommandSignature.IsPublicKey(bytes.AsSpan(0, count)))
        {
            return Fields.Refuse("public_key", "has to be an Ed25519 public key of 32 bytes in base64", "须为 base64 形式的 32 字节 Ed25519 公钥");
        }

        var id = CommandSignature.KeyIdOf(bytes.AsSpan(0, count));
        return state.Keys.Keys.ContainsKey(id)
            ? Decision.Refuse(NodeKeyRules.Key, "The key is registered already; a revoked key does not come back.", "该密钥已登记；已撤销的密钥不能恢复。")
            : Decision.Accept(new NodeKeyRegistered(act.Envelope, id, PublicKey, NodeKeyRules.From(InForceFrom, act)));
    }
}
