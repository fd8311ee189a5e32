using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class MerkleTreeTests
{
    private const int LargestTree = 100;

    [Fact]
    public void Every_tree_of_0_to_100_leaves_has_the_root_that_the_definition_gives()
    {
        var log = new TileLog();
        for (var size = 0; size <= LargestTree; size++)
        {
            log.GrowTo(size);
            Assert.Equal(NaiveTree.Root(TileLog.LeafHashes(size)), log.Root);
            Assert.Equal(log.Root, MerkleTree.Root(log.Size, log.Read));
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(70_000)]
    public void A_tree_grown_in_batches_of_5000_has_the_root_and_the_tiles_of_its_size(int size)
    {
        var log = new TileLog();
        for (var next = 0; next < size; next += 5_000)
        {
            log.GrowTo(Math.Min(size, next + 5_000));
        }

        Assert.Equal(NaiveTree.Root(TileLog.LeafHashes(size)), log.Root);
        Assert.Equal(log.Root, MerkleTree.Root(log.Size, log.Read));
        Assert.Equal(Tile.ForSize(log.Size).Order(TileLog.ByPlace), log.Tiles.Order(TileLog.ByPlace));
        Assert.All(Tile.ForSize(log.Size), tile => Assert.Equal(NaiveTree.TileHashes(tile, size), log.Read(tile)));
    }
}
