namespace Ledger.Transparency;

/// <summary>A member's Ed25519 signature over the command that made an event.</summary>
/// <param name="KeyId">The key, as the node registered it on the ledger.</param>
/// <param name="Statement">The exact text that was signed (canonical JSON, RFC 8785): which command on which stream, with what
/// values. What is not public in it stands as a salted commitment.</param>
/// <param name="Value">64 bytes in base64.</param>
public sealed record CommandSignature(string KeyId, string Statement, string Value);
