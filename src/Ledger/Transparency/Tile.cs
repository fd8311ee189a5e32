using System.Globalization;

namespace Ledger.Transparency;

/// <summary>
/// The coordinates of a tile, a row of up to 256 hashes of the tree (C2SP tlog-tiles v0.1.0, "Merkle tree").
/// Hash i of the tile (l, n) is the root of the leaves from (256·n + i)·256^l up to, and not with, (256·n + i + 1)·256^l.
/// So level 0 holds leaf hashes, and level l + 1 the roots of the full tiles of level l; a partial tile is never hashed
/// upward. A tree of size s has floor(s / 256^l) hashes at level l; for s = 70,000:
/// <code>
/// level 0   tile/0/000 ... tile/0/272   tile/0/273.p/112
/// level 1   tile/1/000                  tile/1/001.p/17
/// level 2                               tile/2/000.p/1
/// </code>
/// </summary>
/// <param name="Level">From 0 (leaf hashes) to 63.</param>
/// <param name="Index">Place among the tiles of the level, from 0.</param>
/// <param name="Width">How many hashes, from 1 to 256; fewer than 256 is a partial tile.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    public const int FullWidth = 256;

    // A level is eight rows of the binary tree.
    internal const int RowsPerLevel = 8;

    private const int HighestLevel = 63;

    /// <summary>As <c>tile/0/x001/x234/067.p/112</c>: level 0, index 1,234,067, the first 112 hashes.</summary>
    public string Path => $"tile/{Level}/{TilePath.Write(Index, Width)}";

    /// <summary>The bundle of the entries under a tile of level 0, as <c>tile/entries/x001/x234/067.p/112</c>.</summary>
    public string EntriesPath => $"tile/entries/{TilePath.Write(Index, Width)}";

    /// <summary>Reads what <see cref="Path"/> writes, and no other spelling of it.</summary>
    public static bool TryParsePath(string path, out Tile tile)
    {
        tile = default;
        var parts = path.Split('/', 3);
        if (parts is not ["tile", { } level, { } rest]
            || !int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > HighestLevel
            || !TilePath.TryParse(rest, out var index, out var width))
        {
            return false;
        }

        var parsed = new Tile(number, index, width);
        tile = parsed.Path == path ? parsed : default;
        return tile == parsed;
    }

    /// <summary>Reads what <see cref="EntriesPath"/> writes; the tile is the one of level 0 with these entries' hashes.</summary>
    public static bool TryParseEntriesPath(string path, out Tile tile)
    {
        tile = default;
        var parts = path.Split('/', 3);
        if (parts is not ["tile", "entries", { } rest] || !TilePath.TryParse(rest, out var index, out var width))
        {
            return false;
        }

        var parsed = new Tile(0, index, width);
        tile = parsed.EntriesPath == path ? parsed : default;
        return tile == parsed;
    }

    /// <summary>All tiles of a tree, full and partial: level by level from 0, in each by index.</summary>
    public static IEnumerable<Tile> ForSize(TreeSize size)
    {
        var tiles = new List<Tile>();
        for (var (level, hashes) = (0, size.Value); hashes > 0; level++, hashes /= FullWidth)
        {
            for (var index = 0L; index <= (hashes - 1) / FullWidth; index++)
            {
                tiles.Add(new Tile(level, index, WidthAt(hashes, index)));
            }
        }

        return tiles;
    }

    /// <summary>The last tile, full or partial, of each level that has one, from level 0.</summary>
    public static IEnumerable<Tile> RightEdge(TreeSize size)
    {
        var tiles = new List<Tile>();
        for (var (level, hashes) = (0, size.Value); hashes > 0; level++, hashes /= FullWidth)
        {
            var index = (hashes - 1) / FullWidth;
            tiles.Add(new Tile(level, index, WidthAt(hashes, index)));
        }

        return tiles;
    }

    // The width of a tile of a level that has so many hashes.
    internal static int WidthAt(long hashes, long index) => (int)Math.Min(FullWidth, hashes - (index * FullWidth));
}
