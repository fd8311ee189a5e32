using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>What sequencing does so that the entries can be proven: a hash a leaf, and a page's hashes into the tiles.</summary>
/// <param name="LeafHash">32 bytes from the leaf's.</param>
/// <param name="Append">Gives the new root.</param>
/// <param name="RootsOfFull">What can be done for it without the database; see <see cref="MerkleTree.RootsOfFull"/>.</param>
internal sealed record TreeWork(
    Func<ReadOnlySpan<byte>, byte[]> LeafHash,
    Func<NpgsqlConnection, TreeSize, LeafPage, CancellationToken, Task<byte[]>> Append,
    Func<TreeSize, byte[][], Dictionary<long, byte[]>>? RootsOfFull = null)
{
    public static readonly TreeWork Full = new(
        leaf => Merkle.LeafHash(leaf),
        (connection, size, leaves, ct) => TileTable.Append(connection, size, leaves.Hashes, ct, leaves.RootsOfFull),
        MerkleTree.RootsOfFull);
}
