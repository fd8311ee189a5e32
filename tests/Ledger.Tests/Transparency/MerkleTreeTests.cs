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

    [Fact]
    public void An_append_reads_only_the_partial_tiles_at_the_right_edge()
    {
        var log = new TileLog();
        log.GrowTo(66_000);
        var reads = new List<Tile>();
        byte[] Read(Tile tile)
        {
            reads.Add(tile);
            return log.Read(tile);
        }

        var changes = MerkleTree.Append(log.Size, Read, TileLog.LeafHashes(66_100)[66_000..], out var root);

        Assert.Equal(NaiveTree.Root(TileLog.LeafHashes(66_100)), root);
        Assert.Equal([(0, 257L, 256), (0, 258L, 52), (1, 1L, 2)], changes.Select(change => (change.Level, change.Index, change.Hashes.Length / 32)));
        Assert.Equal(["tile/0/257.p/208", "tile/1/001.p/1", "tile/2/000.p/1"], reads.Select(tile => tile.Path));
    }

    [Theory]
    [InlineData(0, 255)]
    [InlineData(0, 256)]
    [InlineData(255, 1)]
    [InlineData(1, 510)]
    [InlineData(1, 511)]
    [InlineData(256, 512)]
    [InlineData(200, 1_000)]
    public void What_is_known_of_the_tiles_that_leaves_fill_gives_the_same_tree(int size, int count)
    {
        var leaves = TileLog.LeafHashes(size + count);
        var log = new TileLog();
        log.GrowTo(size);

        var known = MerkleTree.RootsOfFull(log.Size, leaves[size..]);
        MerkleTree.Append(log.Size, log.Read, leaves[size..], out var root, known);

        Assert.Equal(Enumerable.Range(0, leaves.Length / 256).Where(tile => tile * 256 >= size).Select(tile => (long)tile), known.Keys);
        Assert.All(known, tile => Assert.Equal(NaiveTree.Root(leaves.AsSpan((int)tile.Key * 256, 256)), tile.Value));
        Assert.Equal(NaiveTree.Root(leaves), root);
    }

    [Fact]
    public void Nothing_appended_changes_nothing()
    {
        var log = new TileLog();
        log.GrowTo(300);

        Assert.Empty(MerkleTree.Append(log.Size, log.Read, [], out var root));
        Assert.Equal(log.Root, root);
    }

    [Fact]
    public void Hashes_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MerkleTree.Append(default, _ => [], [new byte[31]], out _));
        Assert.Throws<InvalidOperationException>(() => MerkleTree.Append(new TreeSize(2), _ => new byte[32], [new byte[32]], out _));
        Assert.Throws<ArgumentException>(() => Merkle.NodeHash(new byte[32], new byte[33]));
    }
}
