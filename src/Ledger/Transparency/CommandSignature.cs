using System.Security.Cryptography;
using NSec.Cryptography;

namespace Ledger.Transparency;

/// <summary>A member's Ed25519 signature over the command that made an event.</summary>
/// <param name="KeyId">The key, as the node registered it on the ledger: <see cref="KeyIdOf"/>.</param>
/// <param name="Statement">The exact text that was signed (canonical JSON, RFC 8785): a <see cref="CommandStatement"/>. What is
/// not public in it stands as a salted commitment.</param>
/// <param name="Value">64 bytes in base64.</param>
public sealed record CommandSignature(string KeyId, string Statement, string Value)
{
    private const int KeyIdBytes = 8;

    /// <summary>Hex of the first eight bytes of the SHA-256 of the 32 bytes of the public key.</summary>
    public static string KeyIdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, KeyIdBytes));

    /// <summary>Whether the bytes are an Ed25519 public key, of no low order.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out _);

    /// <summary>Whether the key signed the statement (RFC 8032, pure Ed25519 over its UTF-8). Never throws for a malformed one.</summary>
    public bool IsBy(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            return PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
                && SignatureAlgorithm.Ed25519.Verify(key!, StrictText.ToUtf8(Statement), StrictText.FromBase64(Value));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
