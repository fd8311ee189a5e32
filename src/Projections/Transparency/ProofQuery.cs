using System.Text;
using Ledger.Transparency;
using Npgsql;
using Projections.Sequencing;

namespace Projections.Transparency;

/// <param name="Hashes">The leaf's sibling first.</param>
public sealed record InclusionProof(LeafIndex Index, TreeSize Size, byte[] LeafHash, byte[] Root, IReadOnlyList<byte[]> Hashes);

public sealed record ConsistencyProof(TreeSize From, TreeSize To, byte[] FromRoot, byte[] ToRoot, IReadOnlyList<byte[]> Hashes);

/// <summary>Makes proofs within what the newest signed checkpoint covers, in the caller's transaction. Null: not covered.</summary>
public static class ProofQuery
{
    /// <param name="size">Null for the size of the newest checkpoint.</param>
    public static async Task<InclusionProof?> Inclusion(NpgsqlConnection connection, long index, long? size, CancellationToken ct)
    {
        if (await Covered(connection, size, ct) is not { } tree || index < 0 || index >= tree.Value)
        {
            return null;
        }

        var leaf = await One<byte[]>(connection, "SELECT body FROM public_log.entry WHERE position = $1", index, ct);
        var read = await Tiles(connection, tree, read => Proofs.Inclusion(new LeafIndex(index), tree, read), ct);
        return new InclusionProof(
            new LeafIndex(index), tree, Merkle.LeafHash(leaf!), MerkleTree.Root(tree, read), Proofs.Inclusion(new LeafIndex(index), tree, read));
    }

    /// <param name="to">Null for the size of the newest checkpoint.</param>
    public static async Task<ConsistencyProof?> Consistency(NpgsqlConnection connection, long from, long? to, CancellationToken ct)
    {
        if (await Covered(connection, to, ct) is not { } larger || from < 0 || from > larger.Value)
        {
            return null;
        }

        var smaller = new TreeSize(from);
        var read = await Tiles(connection, larger, read => Proofs.Consistency(smaller, larger, read), ct);
        return new ConsistencyProof(
            smaller,
            larger,
            await TileTable.Root(connection, smaller, ct),
            MerkleTree.Root(larger, read),
            Proofs.Consistency(smaller, larger, read));
    }

    /// <summary>The hashes that prove growth between two sizes the tree has had, shown or not; for witnesses.</summary>
    internal static async Task<IReadOnlyList<byte[]>> Growth(NpgsqlConnection connection, TreeSize from, TreeSize to, CancellationToken ct) =>
        Proofs.Consistency(from, to, await Tiles(connection, to, read => Proofs.Consistency(from, to, read), ct));

    /// <summary>A C2SP tlog-proof: index, inclusion proof and signed checkpoint in one text.</summary>
    public static async Task<byte[]?> Receipt(NpgsqlConnection connection, Guid eventId, CancellationToken ct)
    {
        var position = await One<object>(connection, "SELECT position FROM public_log.entry WHERE event_id = $1", eventId, ct);
        return position is long index
            && await PublishedLog.Checkpoint(connection, ct) is { } checkpoint
            && await Inclusion(connection, index, checkpoint.Size.Value, ct) is { } proof
            ? new TlogProof(proof.Index, proof.Hashes, SignedNote.Parse(Encoding.UTF8.GetBytes(checkpoint.Note))).Write()
            : null;
    }

    private static async Task<TreeSize?> Covered(NpgsqlConnection connection, long? size, CancellationToken ct) =>
        await PublishedLog.Checkpoint(connection, ct) is { } checkpoint && (size ?? checkpoint.Size.Value) is >= 0 and var asked
            && asked <= checkpoint.Size.Value
            ? new TreeSize(asked)
            : null;

    // The proof is walked twice: once to learn which tiles it reads, so that they come in one statement.
    private static async Task<ReadTile> Tiles(
        NpgsqlConnection connection, TreeSize size, Func<ReadTile, IReadOnlyList<byte[]>> prove, CancellationToken ct)
    {
        var needed = new HashSet<Tile>(Tile.RightEdge(size));
        prove(tile =>
        {
            needed.Add(tile);
            return new byte[tile.Width * Merkle.HashBytes];
        });
        return await TileTable.Read(connection, needed, ct);
    }

    private static async Task<T?> One<T>(NpgsqlConnection connection, string sql, object argument, CancellationToken ct)
        where T : class
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = argument } } };
        return await command.ExecuteScalarAsync(ct) as T;
    }
}
