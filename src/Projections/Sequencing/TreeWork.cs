using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>What sequencing does so that the entries can be proven: a hash a leaf, and a page's hashes into the tiles.</summary>
/// <param name="LeafHash">32 bytes from the leaf's.</param>
/// <param name="Append">Gives the new root.</param>
internal sealed record TreeWork(
    Func<ReadOnlySpan<byte>, byte[]> LeafHash, Func<NpgsqlConnection, TreeSize, byte[][], CancellationToken, Task<byte[]>> Append)
{
    public static readonly TreeWork Full = new(
        leaf => Merkle.LeafHash(leaf), (connection, size, hashes, ct) => TileTable.Append(connection, size, hashes, ct));
}
