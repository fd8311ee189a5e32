using System.Security.Cryptography;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>RFC 6962 section 2.1 written down as it stands, recursive and slow: what the product's arithmetic must equal.</summary>
internal static class NaiveTree
{
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length < 2)
        {
            return leafHashes.Length == 0 ? SHA256.HashData([]) : leafHashes[0];
        }

        var k = LargestPowerBelow(leafHashes.Length);
        return SHA256.HashData([1, .. Root(leafHashes[..k]), .. Root(leafHashes[k..])]);
    }

    public static List<byte[]> Path(int m, ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length == 1)
        {
            return [];
        }

        var k = LargestPowerBelow(leafHashes.Length);
        return m < k
            ? [.. Path(m, leafHashes[..k]), Root(leafHashes[k..])]
            : [.. Path(m - k, leafHashes[k..]), Root(leafHashes[..k])];
    }

    public static List<byte[]> Proof(int m, ReadOnlySpan<byte[]> leafHashes) => SubProof(m, leafHashes, isWhole: true);

    public static byte[] TileHashes(Tile tile, int size)
    {
        var leaves = TileLog.LeafHashes(size);
        var span = (int)Math.Pow(256, tile.Level);
        var first = (int)tile.Index * 256;
        return [.. Enumerable.Range(first, tile.Width).SelectMany(i => Root(leaves.AsSpan(i * span, span)))];
    }

    private static List<byte[]> SubProof(int m, ReadOnlySpan<byte[]> leafHashes, bool isWhole)
    {
        if (m == leafHashes.Length)
        {
            return isWhole ? [] : [Root(leafHashes)];
        }

        var k = LargestPowerBelow(leafHashes.Length);
        return m <= k
            ? [.. SubProof(m, leafHashes[..k], isWhole), Root(leafHashes[k..])]
            : [.. SubProof(m - k, leafHashes[k..], isWhole: false), Root(leafHashes[..k])];
    }

    private static int LargestPowerBelow(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
