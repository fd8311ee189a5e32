namespace Ledger.Transparency;

/// <summary>A tile that an append touched, with all the hashes it has after it: 32 bytes each, 1 to 256 of them.</summary>
public sealed record TileChange(int Level, long Index, byte[] Hashes);

/// <summary>
/// The growing tree (RFC 6962 section 2.1) over its tiles. Only the partial tiles at the right edge ever change, at most
/// one a level, so an append needs nothing else of what is stored.
/// </summary>
public static class MerkleTree
{
    /// <summary>The root MTH(D[size]), 32 bytes; reads only partial tiles at the right edge.</summary>
    public static byte[] Root(TreeSize size, ReadTile read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size.Value);
        return size.Value == 0 ? Merkle.EmptyRoot : new TreeHashes(size, read).Subtree(0, size.Value);
    }

    /// <summary>
    /// Appends leaves to a tree of the given size. Answers every touched tile, by level and index, each once; level l + 1
    /// receives the root of each tile of level l that became full. Nothing is stored here.
    /// </summary>
    /// <param name="size">The size before.</param>
    /// <param name="read">Reads the tiles as they are before.</param>
    /// <param name="leafHashes">32 bytes each, in the order of the leaves.</param>
    /// <param name="newRoot">The root of the tree with them.</param>
    /// <param name="known">What <see cref="RootsOfFull"/> says of the same leaves, where it was asked before.</param>
    /// <exception cref="ArgumentException">A leaf hash is not 32 bytes long.</exception>
    public static List<TileChange> Append(
        TreeSize size, ReadTile read, IReadOnlyList<byte[]> leafHashes, out byte[] newRoot, IReadOnlyDictionary<long, byte[]>? known = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size.Value);
        var changes = new List<TileChange>();
        var hashes = size.Value;
        var fullRoots = AppendToLevel(0, hashes, read, leafHashes, changes, known);
        for (var level = 1; fullRoots.Count > 0; level++)
        {
            hashes /= Tile.FullWidth;
            fullRoots = AppendToLevel(level, hashes, read, fullRoots, changes);
        }

        var touched = changes.ToDictionary(change => (change.Level, change.Index), change => change.Hashes);
        // A level that was not touched has at the new size the hashes it had at the old.
        newRoot = Root(new TreeSize(size.Value + leafHashes.Count), tile => touched.GetValueOrDefault((tile.Level, tile.Index)) ?? read(tile));
        return changes;
    }

    /// <summary>
    /// The roots of the tiles of leaves that are filled by these alone, by index: most of the work of an append, and it needs
    /// nothing of what is stored.
    /// </summary>
    /// <inheritdoc cref="Append"/>
    public static Dictionary<long, byte[]> RootsOfFull(TreeSize size, IReadOnlyList<byte[]> leafHashes)
    {
        var roots = new Dictionary<long, byte[]>();
        var content = new byte[Tile.FullWidth * Merkle.HashBytes];
        var first = (size.Value + Tile.FullWidth - 1) / Tile.FullWidth;
        for (var index = first; (index + 1) * Tile.FullWidth <= size.Value + leafHashes.Count; index++)
        {
            for (var i = 0; i < Tile.FullWidth; i++)
            {
                Put(leafHashes[(int)((index * Tile.FullWidth) + i - size.Value)], content, i);
            }

            roots.Add(index, Merkle.PerfectRoot(content));
        }

        return roots;
    }

    // Fills the level's last tile and begins new ones; answers the roots of those that became full.
    private static List<byte[]> AppendToLevel(
        int level, long hashes, ReadTile read, IReadOnlyList<byte[]> incoming, List<TileChange> changes, IReadOnlyDictionary<long, byte[]>? known = null)
    {
        var fullRoots = new List<byte[]>();
        var (index, have) = (hashes / Tile.FullWidth, (int)(hashes % Tile.FullWidth));
        var taken = 0;
        while (taken < incoming.Count)
        {
            var width = Math.Min(Tile.FullWidth, have + incoming.Count - taken);
            var content = new byte[width * Merkle.HashBytes];
            if (have > 0)
            {
                TileReading.Exactly(read, new Tile(level, index, have)).CopyTo(content, 0);
            }

            for (var i = have; i < width; i++)
            {
                Put(incoming[taken++], content, i);
            }

            changes.Add(new TileChange(level, index, content));
            if (width == Tile.FullWidth)
            {
                fullRoots.Add(known?.GetValueOrDefault(index) ?? Merkle.PerfectRoot(content));
            }

            (index, have) = (index + 1, 0);
        }

        return fullRoots;
    }

    private static void Put(byte[] hash, byte[] content, int place)
    {
        if (hash.Length != Merkle.HashBytes)
        {
            throw new ArgumentException("A leaf hash has 32 bytes.");
        }

        hash.CopyTo(content, place * Merkle.HashBytes);
    }
}
