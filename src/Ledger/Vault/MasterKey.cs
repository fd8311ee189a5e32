using System.Security.Cryptography;
using System.Text;

namespace Ledger.Vault;

/// <summary>
/// The key that wraps the data key of every subject (AES-256-GCM, NIST SP 800-38D). It comes from configuration and is in no
/// database: a copy of the database alone opens nothing.
/// </summary>
public sealed class MasterKey
{
    public const int Bytes = 32;

    private const string Domain = "psl/vault/key/v1";

    private const string SecretDomain = "psl/vault/secret/v1";

    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <param name="text">32 bytes in base64.</param>
    /// <exception cref="FormatException">It is something else. The message does not repeat it.</exception>
    public static MasterKey Parse(string text)
    {
        var bytes = new byte[Bytes];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == Bytes
            ? new MasterKey(bytes)
            : throw new FormatException($"A vault key is {Bytes} bytes in base64.");
    }

    /// <summary>A new data key, wrapped for its subject: nonce, key and tag, 60 bytes.</summary>
    internal byte[] NewWrappedKey(string subject)
    {
        var dataKey = RandomNumberGenerator.GetBytes(Bytes);
        var sealedKey = SealedBytes.Encrypt(key, dataKey, AssociatedData(subject));
        CryptographicOperations.ZeroMemory(dataKey);
        return [.. sealedKey.Nonce, .. sealedKey.Ciphertext, .. sealedKey.Tag];
    }

    /// <summary>The data key of a subject; the caller wipes it.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It was wrapped by another master key, for another subject, or changed.</exception>
    internal byte[] Unwrap(string subject, byte[] wrapped) => new SealedBytes(
        wrapped[..SealedBytes.NonceBytes], wrapped[SealedBytes.NonceBytes..^SealedBytes.TagBytes], wrapped[^SealedBytes.TagBytes..])
        .Decrypt(key, AssociatedData(subject));

    /// <summary>A secret that is no subject's, encrypted under its name: nonce, bytes and tag.</summary>
    internal byte[] Wrap(string name, byte[] secret)
    {
        var bytes = SealedBytes.Encrypt(key, secret, Encoding.UTF8.GetBytes($"{SecretDomain}\0{name}"));
        return [.. bytes.Nonce, .. bytes.Ciphertext, .. bytes.Tag];
    }

    /// <exception cref="AuthenticationTagMismatchException">It was encrypted by another master key, under another name, or changed.</exception>
    internal byte[] Open(string name, byte[] wrapped) => new SealedBytes(
        wrapped[..SealedBytes.NonceBytes], wrapped[SealedBytes.NonceBytes..^SealedBytes.TagBytes], wrapped[^SealedBytes.TagBytes..])
        .Decrypt(key, Encoding.UTF8.GetBytes($"{SecretDomain}\0{name}"));

    private static byte[] AssociatedData(string subject) => Encoding.UTF8.GetBytes($"{Domain}\0{subject}");
}

/// <summary>Bytes encrypted by AES-256-GCM, each time under a fresh random nonce.</summary>
internal sealed record SealedBytes(byte[] Nonce, byte[] Ciphertext, byte[] Tag)
{
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    public static SealedBytes Encrypt(byte[] key, byte[] plain, byte[] associatedData)
    {
        var result = new SealedBytes(RandomNumberGenerator.GetBytes(NonceBytes), new byte[plain.Length], new byte[TagBytes]);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(result.Nonce, plain, result.Ciphertext, result.Tag, associatedData);
        return result;
    }

    /// <exception cref="AuthenticationTagMismatchException">Wrong key, wrong associated data, or changed bytes.</exception>
    public byte[] Decrypt(byte[] key, byte[] associatedData)
    {
        var plain = new byte[Ciphertext.Length];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(Nonce, Ciphertext, Tag, plain, associatedData);
        return plain;
    }
}
