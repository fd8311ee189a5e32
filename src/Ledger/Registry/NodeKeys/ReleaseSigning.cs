using Ledger.Deciding;

namespace Ledger.Registry.NodeKeys;

/// <summary>A node takes unsigned commands again, by its own signature.</summary>
/// <param name="From">Now when left out; never in the past.</param>
public sealed record ReleaseSigning(DateTimeOffset? From = null) : Command<NodeKeyState>
{
    protected override Decision Decide(NodeKeyState state, Act act) =>
        NodeKeyRules.ItselfSigned(act)
        ?? Fields.NotPast("from", From, act.Envelope)
        ?? (state.Keys.RequiresSigningAt(NodeKeyRules.From(From, act))
            ? Decision.Accept(new NodeSigningReleased(act.Envelope, NodeKeyRules.From(From, act)))
            : Decision.Refuse(NodeKeyRules.Standing, "The node takes unsigned commands by then already.", "届时该节点已接受未签名命令。"));
}
