using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Members;

/// <summary>
/// A member's secret: 256 random bits in base64url. Stored as one SHA-256. A slow hash protects words that people choose;
/// 2^256 equally likely values cannot be tried, and a slow hash would let anyone make the token endpoint work hard.
/// </summary>
public static class ClientSecret
{
    public const int Bytes = 32;

    // Compared with when there is nothing to compare with, so that an unknown member takes as long as a wrong secret.
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <param name="random">32 bytes from a cryptographic source.</param>
    public static string Write(byte[] random) => random.Length == Bytes
        ? Base64Url.EncodeToString(random)
        : throw new ArgumentException($"A secret has {Bytes} bytes.", nameof(random));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether the secret is the member's. Takes the same time whatever is wrong, or absent.</summary>
    public static bool Proves(string secret, StoredMember? member) =>
        CryptographicOperations.FixedTimeEquals(Hash(secret), member?.SecretHash ?? NoHash)
        & member is { SecretHash: not null, IsInForce: true };
}
