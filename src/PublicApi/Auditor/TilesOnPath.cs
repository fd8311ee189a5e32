using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>Tiles as the log serves them, fetched beforehand for functions that read them.</summary>
internal static class TilesOnPath
{
    /// <summary>
    /// Fetches the tiles on the way from a leaf to the root and those at the right edge: all that a proof of the leaf's
    /// inclusion, or of consistency with the tree that ends in it, is made of.
    /// </summary>
    public static async Task<ReadTile> Fetch(LogSource log, TreeSize size, LeafIndex leaf, CancellationToken ct)
    {
        var tiles = new Dictionary<(int Level, long Index), byte[]>();
        foreach (var tile in Way(size, leaf).Concat(Tile.RightEdge(size)).Distinct())
        {
            tiles[(tile.Level, tile.Index)] = (await log.Hashes(tile, ct)).Bytes;
        }

        return tile => tiles[(tile.Level, tile.Index)][..(tile.Width * Merkle.HashBytes)];
    }

    private static IEnumerable<Tile> Way(TreeSize size, LeafIndex leaf)
    {
        var index = leaf.Value / Tile.FullWidth;
        for (var (level, hashes) = (0, size.Value); index * Tile.FullWidth < hashes; level++, hashes /= Tile.FullWidth)
        {
            yield return At(level, index, hashes);
            index /= Tile.FullWidth;
        }
    }

    /// <summary>The tile of a level that has so many hashes.</summary>
    public static Tile At(int level, long index, long hashes) =>
        new(level, index, (int)Math.Min(Tile.FullWidth, hashes - (index * Tile.FullWidth)));
}
