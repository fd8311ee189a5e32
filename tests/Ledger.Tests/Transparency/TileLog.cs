using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>A log in memory whose entry i is the text "entry i"; it keeps only tiles, and counts what is read of them.</summary>
internal sealed class TileLog
{
    private static readonly Dictionary<int, byte[][]> Leaves = [];

    private readonly Dictionary<(int Level, long Index), byte[]> tiles = [];

    public static Comparer<Tile> ByPlace { get; } =
        Comparer<Tile>.Create((a, b) => (a.Level, a.Index).CompareTo((b.Level, b.Index)));

    public TreeSize Size { get; private set; }

    public byte[] Root { get; private set; } = Merkle.EmptyRoot;

    public int Reads { get; private set; }

    public IEnumerable<Tile> Tiles => tiles.Select(tile => new Tile(tile.Key.Level, tile.Key.Index, tile.Value.Length / 32));

    public static byte[][] LeafHashes(int size)
    {
        lock (Leaves)
        {
            if (!Leaves.TryGetValue(size, out var hashes))
            {
                hashes = [.. Enumerable.Range(0, size).Select(i => Merkle.LeafHash(Encoding.UTF8.GetBytes($"entry {i}")))];
                Leaves.Add(size, hashes);
            }

            return hashes;
        }
    }

    public byte[] Read(Tile tile)
    {
        Reads++;
        return tiles[(tile.Level, tile.Index)][..(tile.Width * 32)];
    }

    public void GrowTo(int size)
    {
        var changes = MerkleTree.Append(Size, Read, LeafHashes(size)[(int)Size.Value..], out var root);
        foreach (var change in changes)
        {
            tiles[(change.Level, change.Index)] = change.Hashes;
        }

        (Size, Root) = (new TreeSize(size), root);
    }
}
