using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

public sealed class ProofsTests
{
    private const int LargestTree = 100;

    [Fact]
    public void Every_leaf_of_every_tree_up_to_100_has_the_inclusion_proof_that_the_definition_gives()
    {
        var log = new TileLog();
        log.GrowTo(LargestTree);
        for (var size = 1; size <= LargestTree; size++)
        {
            var leaves = TileLog.LeafHashes(size);
            var root = NaiveTree.Root(leaves);
            for (var i = 0; i < size; i++)
            {
                var proof = Proofs.Inclusion(new LeafIndex(i), new TreeSize(size), log.Read);
                Assert.Equal(NaiveTree.Path(i, leaves), proof);
                Assert.True(Proofs.VerifyInclusion(new LeafIndex(i), new TreeSize(size), leaves[i], proof, root));
            }
        }
    }

    [Fact]
    public void Every_pair_of_sizes_up_to_100_has_the_consistency_proof_that_the_definition_gives()
    {
        var log = new TileLog();
        log.GrowTo(LargestTree);
        var roots = Enumerable.Range(0, LargestTree + 1).Select(size => NaiveTree.Root(TileLog.LeafHashes(size))).ToArray();
        for (var to = 0; to <= LargestTree; to++)
        {
            for (var from = 0; from <= to; from++)
            {
                var proof = Proofs.Consistency(new TreeSize(from), new TreeSize(to), log.Read);
                Assert.Equal(from == 0 ? [] : NaiveTree.Proof(from, TileLog.LeafHashes(to)), proof);
                Assert.True(Proofs.VerifyConsistency(new TreeSize(from), new TreeSize(to), roots[from], roots[to], proof));
            }
        }
    }

    [Fact]
    public void A_proof_in_a_tree_of_ten_million_reads_few_tiles_each_once()
    {
        var size = new TreeSize(9_999_999);
        var reads = new List<Tile>();
        byte[] Read(Tile tile)
        {
            reads.Add(tile);
            return new byte[tile.Width * Merkle.HashBytes];
        }

        foreach (var place in new long[] { 0, 1, 255, 256, 65_535, 4_999_999, 8_388_607, 8_388_608, 9_999_998 })
        {
            reads.Clear();
            Assert.InRange(Proofs.Inclusion(new LeafIndex(place), size, Read).Count, 1, 24);
            Assert.InRange(reads.Distinct().Count(), 1, 6);
            Assert.Equal(reads.Count, reads.Distinct().Count());
            reads.Clear();
            Assert.InRange(Proofs.Consistency(new TreeSize(place + 1), size, Read).Count, 0, 25);
            Assert.InRange(reads.Distinct().Count(), 0, 6);
            Assert.Equal(reads.Count, reads.Distinct().Count());
        }
    }

    [Fact]
    public void What_no_tree_has_is_not_proved()
    {
        byte[] Nothing(Tile tile) => throw new InvalidOperationException();

        Assert.Throws<ArgumentOutOfRangeException>(() => Proofs.Inclusion(new LeafIndex(0), new TreeSize(0), Nothing));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proofs.Inclusion(new LeafIndex(5), new TreeSize(5), Nothing));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proofs.Inclusion(new LeafIndex(-1), new TreeSize(5), Nothing));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proofs.Consistency(new TreeSize(6), new TreeSize(5), Nothing));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proofs.Consistency(new TreeSize(-1), new TreeSize(5), Nothing));
        Assert.Throws<InvalidOperationException>(() => Proofs.Inclusion(new LeafIndex(0), new TreeSize(2), _ => new byte[32]));
    }

    [Fact]
    public void From_the_empty_tree_only_its_own_root_and_no_hashes_are_accepted()
    {
        var five = NaiveTree.Root(TileLog.LeafHashes(5));

        Assert.True(Proofs.VerifyConsistency(new TreeSize(0), new TreeSize(5), Merkle.EmptyRoot, five, []));
        Assert.False(Proofs.VerifyConsistency(new TreeSize(0), new TreeSize(5), five, five, []));
        Assert.False(Proofs.VerifyConsistency(new TreeSize(0), new TreeSize(5), Merkle.EmptyRoot, five, [five]));
        Assert.False(Proofs.VerifyConsistency(new TreeSize(0), new TreeSize(0), Merkle.EmptyRoot, five, []));
    }
}
