using System.Numerics;

namespace Ledger.Transparency;

/// <summary>
/// Inclusion and consistency proofs: lists of 32-byte hashes, from the leaves upward. Made as RFC 6962 sections 2.1.1 and
/// 2.1.2 define them, checked as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say. Making one reads O(log size) tiles, each once.
/// </summary>
public static class Proofs
{
    /// <summary>PATH(index, D[size]): from the leaf's sibling to the child of the root.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static IReadOnlyList<byte[]> Inclusion(LeafIndex index, TreeSize size, ReadTile read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index.Value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index.Value, size.Value);
        var hashes = new TreeHashes(size, read);
        var proof = new List<byte[]>();
        var (from, to) = (0L, size.Value);
        while (to - from > 1)
        {
            var middle = from + LeftSize(to - from);
            var inLeft = index.Value < middle;
            proof.Add(inLeft ? hashes.Subtree(middle, to) : hashes.Subtree(from, middle));
            (from, to) = inLeft ? (from, middle) : (middle, to);
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>Whether the proof leads from the leaf to the root, without a hash too many or too few. Never throws.</summary>
    public static bool VerifyInclusion(LeafIndex index, TreeSize size, byte[] leafHash, IReadOnlyList<byte[]> proof, byte[] root)
    {
        if (index.Value < 0 || index.Value >= size.Value || !AreHashes(proof) || !AreHashes([leafHash]))
        {
            return false;
        }

        var (place, last, hash) = (index.Value, size.Value - 1, leafHash);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            hash = IsRightOf(place, last) ? Merkle.NodeHash(sibling, hash) : Merkle.NodeHash(hash, sibling);
            (place, last) = Upward(place, last);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>
    /// PROOF(from, D[to]): that the tree of size <paramref name="to"/> begins with the one of size <paramref name="from"/>.
    /// Empty where the sizes are equal, and where <paramref name="from"/> is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The first size is negative or greater than the second.</exception>
    public static IReadOnlyList<byte[]> Consistency(TreeSize from, TreeSize to, ReadTile read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from.Value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from.Value, to.Value);
        var hashes = new TreeHashes(to, read);
        var proof = new List<byte[]>();
        var (start, end) = (0L, from.Value == 0 ? 0 : to.Value);
        while (end != from.Value)
        {
            var middle = start + LeftSize(end - start);
            var inLeft = from.Value <= middle;
            proof.Add(inLeft ? hashes.Subtree(middle, end) : hashes.Subtree(start, middle));
            (start, end) = inLeft ? (start, middle) : (middle, end);
        }

        if (start > 0)
        {
            // Where the old tree is one perfect subtree (start = 0), the verifier has this hash: it is the old root.
            proof.Add(hashes.Subtree(start, end));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>
    /// Whether the proof leads to both roots, without a hash too many or too few. Between equal sizes, and from size 0 with
    /// the root of the empty tree, only an empty proof will do (C2SP tlog-witness). Never throws.
    /// </summary>
    public static bool VerifyConsistency(TreeSize from, TreeSize to, byte[] fromRoot, byte[] toRoot, IReadOnlyList<byte[]> proof)
    {
        if (from.Value < 0 || from.Value > to.Value || (from.Value == 0 && !fromRoot.AsSpan().SequenceEqual(Merkle.EmptyRoot)))
        {
            return false;
        }

        if (from == to || from.Value == 0)
        {
            return proof.Count == 0 && (from != to || fromRoot.AsSpan().SequenceEqual(toRoot));
        }

        IReadOnlyList<byte[]> path = BitOperations.IsPow2(from.Value) ? [fromRoot, .. proof] : proof;
        return path.Count > 0 && AreHashes(path) && LeadsToBoth(from, to, fromRoot, toRoot, path);
    }

    private static bool LeadsToBoth(TreeSize from, TreeSize to, byte[] fromRoot, byte[] toRoot, IReadOnlyList<byte[]> path)
    {
        var (place, last) = (from.Value - 1, to.Value - 1);
        var fullRows = BitOperations.TrailingZeroCount(~place);
        (place, last) = (place >> fullRows, last >> fullRows);
        var (oldHash, newHash) = (path[0], path[0]);
        foreach (var sibling in path.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRightOf(place, last))
            {
                oldHash = Merkle.NodeHash(sibling, oldHash);
                newHash = Merkle.NodeHash(sibling, newHash);
            }
            else
            {
                newHash = Merkle.NodeHash(newHash, sibling);
            }

            (place, last) = Upward(place, last);
        }

        return last == 0 && oldHash.AsSpan().SequenceEqual(fromRoot) && newHash.AsSpan().SequenceEqual(toRoot);
    }

    // The sibling is on the left of an odd place, and of the last one: that one's own row has nothing on its right.
    private static bool IsRightOf(long place, long last) => (place & 1) == 1 || place == last;

    // One row up; the last place of its row goes up past the rows where it has no sibling at all.
    private static (long Place, long Last) Upward(long place, long last)
    {
        var rows = place == last && place != 0 ? BitOperations.TrailingZeroCount(place) + 1 : 1;
        return (place >> rows, last >> rows);
    }

    // The largest power of two smaller than the number of leaves: where RFC 6962 parts a tree.
    private static long LeftSize(long leaves) => 1L << BitOperations.Log2((ulong)(leaves - 1));

    private static bool AreHashes(IReadOnlyList<byte[]> hashes) => hashes.All(hash => hash is { Length: Merkle.HashBytes });
}
