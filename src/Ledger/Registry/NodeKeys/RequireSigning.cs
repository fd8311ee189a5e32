using Ledger.Deciding;

namespace Ledger.Registry.NodeKeys;

/// <summary>A node declares, by its own signature, that only signed commands are accepted in its name: from then on nobody
/// without its key, the province neither, records anything for it.</summary>
/// <param name="From">Now when left out; never in the past.</param>
public sealed record RequireSigning(DateTimeOffset? From = null) : Command<NodeKeyState>
{
    protected override Decision Decide(NodeKeyState state, Act act) =>
        NodeKeyRules.ItselfSigned(act)
        ?? Authority.Active(act)
        ?? Fields.NotPast("from", From, act.Envelope)
        ?? Start(state, act, NodeKeyRules.From(From, act));

    private static Decision Start(NodeKeyState state, Act act, DateTimeOffset from) =>
        state.Keys.RequiresSigningAt(from)
            ? Decision.Refuse(NodeKeyRules.Standing, "The node takes only signed commands by then already.", "届时该节点已只接受签名命令。")
        : !state.Keys.Keys.Values.Any(key => key.To is null && key.From <= from)
            ? Decision.Refuse(NodeKeyRules.Last, "The node needs a key in force by then that has no end.", "届时该节点须有一把未定终止的有效密钥。")
        : Decision.Accept(new NodeSigningRequired(act.Envelope, from));
}
