using System.Security.Cryptography;

namespace Ledger.Transparency;

/// <summary>
/// The hashes of RFC 6962 section 2.1, all SHA-256. One byte in front tells a leaf from a node, so that neither can be
/// passed off as the other:
/// <code>
/// empty tree   SHA-256()                      e3b0c442...52b855
/// leaf d       SHA-256(00 || d)               the empty leaf: 6e340b9c...afa01d
/// node         SHA-256(01 || left || right)   left and right are 32 bytes each
/// </code>
/// </summary>
public static class Merkle
{
    public const int HashBytes = 32;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int LargestOnStack = 1024;

    /// <summary>The root of the tree without leaves; a fresh copy.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <param name="leaf">The bytes of one entry, of any length.</param>
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        var length = leaf.Length + 1;
        var input = length <= LargestOnStack ? stackalloc byte[length] : new byte[length];
        input[0] = LeafPrefix;
        leaf.CopyTo(input[1..]);
        return SHA256.HashData(input);
    }

    /// <exception cref="ArgumentException">A hash is not 32 bytes long.</exception>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[HashBytes];
        NodeHash(left, right, hash);
        return hash;
    }

    /// <summary>The root of a perfect subtree, from the hashes one beside the other at its bottom.</summary>
    /// <param name="hashes">32·2^h bytes, h from 0 to 8.</param>
    internal static byte[] PerfectRoot(ReadOnlySpan<byte> hashes)
    {
        Span<byte> row = stackalloc byte[Tile.FullWidth * HashBytes];
        hashes.CopyTo(row);
        for (var count = hashes.Length / HashBytes; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                NodeHash(At(row, 2 * i), At(row, (2 * i) + 1), At(row, i));
            }
        }

        return At(row, 0).ToArray();
    }

    private static Span<byte> At(Span<byte> row, int index) => row.Slice(index * HashBytes, HashBytes);

    // The destination may be one of the inputs: they are copied before the hash is written.
    private static void NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        if (left.Length != HashBytes || right.Length != HashBytes)
        {
            throw new ArgumentException("A node is made of two hashes of 32 bytes.");
        }

        Span<byte> input = stackalloc byte[1 + (2 * HashBytes)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashBytes)..]);
        SHA256.HashData(input, destination);
    }
}
