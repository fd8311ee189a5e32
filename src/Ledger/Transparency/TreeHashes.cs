using System.Numerics;

namespace Ledger.Transparency;

/// <summary>Gives exactly 32·<see cref="Tile.Width"/> bytes: the first hashes of a tile, which may have grown since.</summary>
public delegate byte[] ReadTile(Tile tile);

/// <summary>
/// The hashes of a tree of one size, computed from its tiles, each of which is read at most once. Rows are those of the
/// binary tree: row 0 has the leaf hashes, and place p of row r is the root of the leaves from p·2^r to (p + 1)·2^r.
/// Tiles keep every eighth row; a hash between is computed from the 2^(r mod 8) hashes below it, all in one tile.
/// </summary>
internal sealed class TreeHashes(TreeSize size, ReadTile read)
{
    private readonly Dictionary<(int Level, long Index), byte[]> tiles = [];

    /// <summary>
    /// The hash MTH(D[from:to]) of a subtree as RFC 6962 cuts them: <paramref name="from"/> is a multiple of the smallest
    /// power of two that is at least to − from. Such a subtree is a row of perfect ones, falling in size, folded from the
    /// right: seven leaves are node(4, node(2, 1)).
    /// </summary>
    public byte[] Subtree(long from, long to)
    {
        var perfect = new Stack<byte[]>();
        while (from < to)
        {
            var row = BitOperations.Log2((ulong)(to - from));
            perfect.Push(Perfect(row, from >> row));
            from += 1L << row;
        }

        var hash = perfect.Pop();
        while (perfect.TryPop(out var left))
        {
            hash = Merkle.NodeHash(left, hash);
        }

        return hash;
    }

    private byte[] Perfect(int row, long place)
    {
        var (level, rowInTile) = (row / Tile.RowsPerLevel, row % Tile.RowsPerLevel);
        var first = place << rowInTile;
        var start = (int)(first % Tile.FullWidth) * Merkle.HashBytes;
        return Merkle.PerfectRoot(Hashes(level, first / Tile.FullWidth).AsSpan(start, Merkle.HashBytes << rowInTile));
    }

    private byte[] Hashes(int level, long index)
    {
        if (!tiles.TryGetValue((level, index), out var hashes))
        {
            var width = Tile.WidthAt(size.Value >> (Tile.RowsPerLevel * level), index);
            hashes = TileReading.Exactly(read, new Tile(level, index, width));
            tiles.Add((level, index), hashes);
        }

        return hashes;
    }
}

internal static class TileReading
{
    /// <exception cref="InvalidOperationException">The reader gave another number of bytes: its store is damaged.</exception>
    public static byte[] Exactly(ReadTile read, Tile tile)
    {
        var hashes = read(tile);
        return hashes.Length == tile.Width * Merkle.HashBytes
            ? hashes
            : throw new InvalidOperationException($"{tile.Path} has {hashes.Length} bytes instead of {tile.Width * Merkle.HashBytes}.");
    }
}
