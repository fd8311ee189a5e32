using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Registry.NodeKeys;

/// <summary>What decisions need to know about a node's keys.</summary>
public sealed record NodeKeyState : StreamState<NodeKeyState>
{
    public const string Prefix = SignatureChecks.KeyStream;

    public NodeKeySet Keys { get; init; } = NodeKeySet.Empty;

    public static string StreamOf(string node) => Prefix + node;

    /// <summary>The node in a stream id that <see cref="StreamOf"/> made.</summary>
    public static string NodeOf(string stream) => stream[Prefix.Length..];

    protected override NodeKeyState Apply(LedgerEvent fact) => fact switch
    {
        NodeKeyRegistered e => this with { Keys = Keys.Register(e.KeyId, Bytes(e.PublicKey), e.InForceFrom) },
        NodeKeyRevoked e => this with { Keys = Keys.Revoke(e.KeyId, e.InForceTo) },
        NodeSigningRequired e => this with { Keys = Keys.Require(e.From, required: true) },
        NodeSigningReleased e => this with { Keys = Keys.Require(e.From, required: false) },
        _ => throw NotEvolved(fact),
    };

    // What is no key verifies nothing.
    private static System.Collections.Immutable.ImmutableArray<byte> Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? [.. bytes[..count]] : [];
    }
}
