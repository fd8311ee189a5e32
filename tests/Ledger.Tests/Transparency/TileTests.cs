using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class TileTests
{
    [Theory]
    [InlineData("tile/0/000", 0, 0, 256)]
    [InlineData("tile/0/999", 0, 999, 256)]
    [InlineData("tile/0/x001/000", 0, 1_000, 256)]
    [InlineData("tile/0/x001/x234/067.p/112", 0, 1_234_067, 112)]
    [InlineData("tile/1/x001/x234/067", 1, 1_234_067, 256)]
    [InlineData("tile/63/000.p/1", 63, 0, 1)]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/807", 0, long.MaxValue, 256)]
    public void A_path_is_written_and_read(string path, int level, long index, int width)
    {
        Assert.Equal(path, new Tile(level, index, width).Path);
        Assert.True(Tile.TryParsePath(path, out var tile));
        Assert.Equal(new Tile(level, index, width), tile);
    }

    [Fact]
    public void An_entries_path_is_written_and_read()
    {
        Assert.Equal("tile/entries/x001/x234/067.p/8", new Tile(0, 1_234_067, 8).EntriesPath);
        Assert.True(Tile.TryParseEntriesPath("tile/entries/x001/x234/067.p/8", out var tile));
        Assert.Equal(new Tile(0, 1_234_067, 8), tile);
        Assert.True(Tile.TryParseEntriesPath("tile/entries/000", out tile));
        Assert.Equal(new Tile(0, 0, 256), tile);
        Assert.False(Tile.TryParseEntriesPath("tile/0/000", out _));
        Assert.False(Tile.TryParsePath("tile/entries/000", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/000/")]
    [InlineData("tile//000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/001")]
    [InlineData("tile/0/xx01/001")]
    [InlineData("tile/0/X001/001")]
    [InlineData("tile/0/-01")]
    [InlineData("tile/0/ 01")]
    [InlineData("tile/0/٠٠١")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/-1")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/x001.p/1")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/99999999999/000")]
    public void Any_other_spelling_is_refused(string path)
    {
        Assert.False(Tile.TryParsePath(path, out var tile));
        Assert.Equal(default, tile);
        Assert.False(Tile.TryParseEntriesPath(path.Replace("tile/0/", "tile/entries/", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void A_tree_of_70000_leaves_has_the_tiles_of_the_specification()
    {
        var tiles = Tile.ForSize(new TreeSize(70_000)).Select(tile => tile.Path).ToList();

        Assert.Equal(273 + 4, tiles.Count);
        Assert.Equal(
            ["tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"], tiles[272..]);
        Assert.Equal(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"], RightEdge(70_000));
    }

    [Fact]
    public void A_tree_of_256_leaves_has_a_full_tile_and_its_root()
    {
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], Tile.ForSize(new TreeSize(256)).Select(tile => tile.Path));
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], RightEdge(256));
        Assert.Empty(Tile.ForSize(new TreeSize(0)));
        Assert.Empty(RightEdge(0));
    }

    [Fact]
    public void The_largest_tree_has_a_right_edge() =>
        Assert.Equal(new Tile(7, 0, 127), Tile.RightEdge(new TreeSize(long.MaxValue)).Last());

    private static IEnumerable<string> RightEdge(long size) => Tile.RightEdge(new TreeSize(size)).Select(tile => tile.Path);
}
