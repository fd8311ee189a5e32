using Ledger.Deciding;

namespace Ledger.Registry.NodeKeys;

/// <summary>
/// A fact about the keys with which one node, platform or provider, signs its commands. Stream <c>nodekey-CODE</c>. A key
/// that somebody else registered in the node's name is not prevented but seen: every registration is a public entry.
/// </summary>
public abstract record NodeKeyEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="KeyId">Hex of the first eight bytes of the SHA-256 of the public key.</param>
/// <param name="PublicKey">Ed25519, 32 bytes in base64.</param>
/// <param name="InForceFrom">From this instant on it signs.</param>
[EventType("node_key.registered")]
public sealed record NodeKeyRegistered(
    Envelope Envelope, [Public] string KeyId, [Public] string PublicKey, [Public] DateTimeOffset InForceFrom) : NodeKeyEvent(Envelope);

/// <param name="InForceTo">From this instant on it signs nothing, for ever; what it signed before stays signed.</param>
[EventType("node_key.revoked")]
public sealed record NodeKeyRevoked(
    Envelope Envelope, [Public] string KeyId, [Public] DateTimeOffset InForceTo, [Public] string ReasonCode) : NodeKeyEvent(Envelope);

/// <param name="From">From this instant on only signed commands are accepted in the node's name.</param>
[EventType("node_key.signing_required")]
public sealed record NodeSigningRequired(Envelope Envelope, [Public] DateTimeOffset From) : NodeKeyEvent(Envelope);

/// <param name="From">From this instant on unsigned commands are accepted again.</param>
[EventType("node_key.signing_released")]
public sealed record NodeSigningReleased(Envelope Envelope, [Public] DateTimeOffset From) : NodeKeyEvent(Envelope);
