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
}
