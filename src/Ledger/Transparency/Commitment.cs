using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Transparency;

/// <summary>A salted commitment to a named value (SHA-256): it proves the value later and tells nothing about it.</summary>
public static class Commitment
{
    public const int SaltBytes = 32;

    private const string Domain = "psl/commit/v1";

    /// <summary>SHA-256(domain || 00 || salt || length and bytes of name || length and bytes of the value); lengths in four
    /// bytes, big-endian.</summary>
    /// <param name="json">The value as canonical JSON.</param>
    public static byte[] Of(string name, ReadOnlySpan<byte> json, byte[] salt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(Domain));
        hash.AppendData([0]);
        hash.AppendData(salt);
        Append(hash, Encoding.UTF8.GetBytes(name));
        Append(hash, json);
        return hash.GetHashAndReset();
    }

    /// <summary>The commitment in base64. That there is no value is not told either: the salt itself stands for it.</summary>
    public static string Text(string name, PublicValue? value, byte[] salt)
    {
        if (value is null)
        {
            return Convert.ToBase64String(salt);
        }

        var json = new CanonicalJson();
        value.WriteTo(json);
        return Convert.ToBase64String(Of(name, json.Written, salt));
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
