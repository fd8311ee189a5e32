using System.Security.Cryptography;
using System.Text;

namespace PublicApi.Exports.Hsds;

/// <summary>
/// HSDS names things by UUIDs, the ledger by codes. An id is the name-based UUID (RFC 9562, version 5) of kind and code, so that it is
/// the same in every copy of the ledger and at all times.
/// </summary>
internal static class HsdsIds
{
    // Ours alone, made once at random; another would change every id.
    private static readonly byte[] Namespace = new Guid("6b1e1e5c-0a0c-4f0e-9d0a-5a5f3d2f7c11").ToByteArray(bigEndian: true);

    public static Guid Of(string kind, params IEnumerable<object> code)
    {
        var name = Encoding.UTF8.GetBytes(string.Join('/', code.Prepend(kind)));
#pragma warning disable CA5350 // The version of the UUID says SHA-1; nothing is secured by it.
        var hash = SHA1.HashData([.. Namespace, .. name])[..16];
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    public static Guid Service(string code) => Of("service", code);

    public static Guid Platform(string code) => Of("platform", code);

    public static Guid Provider(string code) => Of("provider", code);
}
