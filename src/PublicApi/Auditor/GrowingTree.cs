using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>The tree as it follows from the entries alone: the hashes at its right edge, which is all that growing needs.</summary>
internal sealed class GrowingTree
{
    private readonly Dictionary<int, TileChange> edge = [];

    public TreeSize Size { get; private set; }

    public byte[] Root { get; private set; } = Merkle.EmptyRoot;

    /// <summary>The tree of a size of which the tiles at the right edge are known.</summary>
    public static GrowingTree From(TreeSize size, IEnumerable<TileChange> rightEdge)
    {
        var tree = new GrowingTree { Size = size };
        foreach (var tile in rightEdge)
        {
            tree.edge[tile.Level] = tile;
        }

        tree.Root = MerkleTree.Root(size, tree.Read);
        return tree;
    }

    /// <summary>Appends leaves; gives the tiles above the leaf hashes that became full.</summary>
    public List<TileChange> Append(IReadOnlyList<byte[]> leafHashes)
    {
        var changes = MerkleTree.Append(Size, Read, leafHashes, out var root);
        foreach (var change in changes)
        {
            edge[change.Level] = change;
        }

        Size = new TreeSize(Size.Value + leafHashes.Count);
        Root = root;
        return [.. changes.Where(change => change.Level > 0 && change.Hashes.Length == Tile.FullWidth * Merkle.HashBytes)];
    }

    /// <summary>The partial tiles above the leaf hashes.</summary>
    public IEnumerable<TileChange> PartialTiles() =>
        Tile.RightEdge(Size).Where(tile => tile.Level > 0 && tile.Width < Tile.FullWidth).Select(tile => new TileChange(tile.Level, tile.Index, Read(tile)));

    private byte[] Read(Tile tile) => edge.TryGetValue(tile.Level, out var kept) && kept.Index == tile.Index
        ? kept.Hashes[..(tile.Width * Merkle.HashBytes)]
        : throw new InvalidOperationException($"{tile.Path} is not at the right edge of a tree of {Size} leaves.");
}
