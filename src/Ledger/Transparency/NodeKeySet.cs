using System.Collections.Immutable;

namespace Ledger.Transparency;

/// <param name="PublicKey">32 bytes, Ed25519.</param>
/// <param name="From">In force from this instant on.</param>
/// <param name="To">Not in force from this instant on; null while nothing was said.</param>
public sealed record NodeKey(ImmutableArray<byte> PublicKey, DateTimeOffset From, DateTimeOffset? To = null)
{
    public bool IsInForceAt(DateTimeOffset instant) => From <= instant && (To is null || instant < To);
}

/// <summary>The keys of one node and when it takes only signed commands; what its deciders and an outsider alike know of it.</summary>
public sealed record NodeKeySet
{
    public static readonly NodeKeySet Empty = new();

    private ImmutableList<(DateTimeOffset From, bool Required)> Requirements { get; init; } = [];

    public ImmutableDictionary<string, NodeKey> Keys { get; private init; } = ImmutableDictionary<string, NodeKey>.Empty;

    /// <summary>Whether only signed commands are accepted in the node's name: what was said last among what holds by then.</summary>
    public bool RequiresSigningAt(DateTimeOffset instant) => Requirements.FindLast(change => change.From <= instant).Required;

    /// <summary>Whether keys change by the node's own signature only: signing is required, or announced.</summary>
    public bool IsGuardedAt(DateTimeOffset instant) => RequiresSigningAt(instant) || RequiresSigningAt(DateTimeOffset.MaxValue);

    public NodeKeySet Register(string keyId, ImmutableArray<byte> publicKey, DateTimeOffset from) =>
        this with { Keys = Keys.ContainsKey(keyId) ? Keys : Keys.Add(keyId, new NodeKey(publicKey, from)) };

    public NodeKeySet Revoke(string keyId, DateTimeOffset to) =>
        Keys.TryGetValue(keyId, out var key) ? this with { Keys = Keys.SetItem(keyId, key with { To = key.To < to ? key.To : to }) } : this;

    public NodeKeySet Require(DateTimeOffset from, bool required) => this with { Requirements = Requirements.Add((from, required)) };
}
