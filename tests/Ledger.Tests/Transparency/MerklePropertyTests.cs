using FsCheck.Xunit;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>A failure prints the shrunk input and the seed; give the seed to <c>Replay</c> to see it again.</summary>
public sealed class MerklePropertyTests
{
    private const int LargestTree = 3_000;

    private static readonly TileLog Log = Grown();

    [Property(MaxTest = 200)]
    public bool Leaves_appended_in_any_batches_give_the_tree_of_leaves_appended_one_by_one(ushort[] batches)
    {
        var log = new TileLog();
        foreach (var batch in batches)
        {
            log.GrowTo(Math.Min(LargestTree, (int)log.Size.Value + (batch % 700)));
        }

        return log.Root.AsSpan().SequenceEqual(MerkleTree.Root(log.Size, Log.Read))
            && Tile.ForSize(log.Size).All(tile => log.Read(tile).AsSpan().SequenceEqual(Log.Read(tile)));
    }

    [Property(MaxTest = 500)]
    public void An_inclusion_proof_fails_with_any_bit_flipped_and_any_hash_more_or_less(ushort a, ushort b, ushort flipped)
    {
        var size = new TreeSize(1 + (a % LargestTree));
        var index = new LeafIndex(b % size.Value);
        var (leaf, root) = (TileLog.LeafHashes(LargestTree)[index.Value], MerkleTree.Root(size, Log.Read));
        var proof = Proofs.Inclusion(index, size, Log.Read);

        Assert.True(Proofs.VerifyInclusion(index, size, leaf, proof, root));
        Assert.All(Spoiled(proof, flipped), bad => Assert.False(Proofs.VerifyInclusion(index, size, leaf, bad, root)));
        Assert.False(Proofs.VerifyInclusion(index, size, Flip(leaf, flipped), proof, root));
        Assert.False(Proofs.VerifyInclusion(index, size, leaf, proof, Flip(root, flipped)));
        Assert.False(Proofs.VerifyInclusion(new LeafIndex(size.Value), size, leaf, proof, root));
    }

    [Property(MaxTest = 500)]
    public void A_consistency_proof_fails_with_any_bit_flipped_and_any_hash_more_or_less(ushort a, ushort b, ushort flipped)
    {
        var to = new TreeSize(1 + (a % LargestTree));
        var from = new TreeSize(b % (to.Value + 1));
        var (fromRoot, toRoot) = (MerkleTree.Root(from, Log.Read), MerkleTree.Root(to, Log.Read));
        var proof = Proofs.Consistency(from, to, Log.Read);

        Assert.True(Proofs.VerifyConsistency(from, to, fromRoot, toRoot, proof));
        Assert.All(Spoiled(proof, flipped), bad => Assert.False(Proofs.VerifyConsistency(from, to, fromRoot, toRoot, bad)));
        Assert.False(Proofs.VerifyConsistency(from, to, Flip(fromRoot, flipped), toRoot, proof));
        // From the empty tree every tree may grow.
        Assert.Equal(from.Value == 0, Proofs.VerifyConsistency(from, to, fromRoot, Flip(toRoot, flipped), proof));
        Assert.Equal(from == to, Proofs.VerifyConsistency(to, from, toRoot, fromRoot, proof));
    }

    private static TileLog Grown()
    {
        var log = new TileLog();
        for (var size = 1; size <= LargestTree; size++)
        {
            log.GrowTo(size);
        }

        return log;
    }

    private static byte[] Flip(byte[] hash, int bit)
    {
        byte[] flipped = [.. hash];
        flipped[bit / 8 % flipped.Length] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static IEnumerable<IReadOnlyList<byte[]>> Spoiled(IReadOnlyList<byte[]> proof, int flipped)
    {
        yield return [.. proof, new byte[32]];
        yield return [new byte[32], .. proof];
        for (var i = 0; i < proof.Count; i++)
        {
            yield return [.. proof.Take(i), .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i), Flip(proof[i], flipped), .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i), proof[i][..31], .. proof.Skip(i + 1)];
        }
    }
}
