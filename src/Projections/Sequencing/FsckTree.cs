using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>Derives the whole tree again from the stored entries and holds tiles, head and checkpoints against it.</summary>
internal static class FsckTree
{
    private const int BatchEntries = 5_000;

    // The newest ones; an older checkpoint that were wrong would make these wrong, too.
    private const int LargestCheckpoints = 1_000;

    public static async IAsyncEnumerable<FsckFault> Check(
        NpgsqlConnection connection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var derived = new Dictionary<(int, long), byte[]>();
        var size = new TreeSize(0);
        var root = Merkle.EmptyRoot;
        while (await ReadLeafHashes(connection, size, ct) is { Count: > 0 } hashes)
        {
            var changes = MerkleTree.Append(size, tile => derived[(tile.Level, tile.Index)][..(tile.Width * Merkle.HashBytes)], hashes, out root);
            size = new TreeSize(size.Value + hashes.Count);
            var stored = await TileTable.Load(connection, [.. changes.Select(change => (change.Level, change.Index))], ct);
            foreach (var change in changes)
            {
                derived[(change.Level, change.Index)] = change.Hashes;
                if (Differs(change, stored.GetValueOrDefault((change.Level, change.Index))) is { } fault)
                {
                    yield return fault;
                }
            }
        }

        await foreach (var fault in CheckRoots(connection, size, root, ct))
        {
            yield return fault;
        }
    }

    private static FsckFault? Differs(TileChange change, byte[]? stored)
    {
        var path = new Tile(change.Level, change.Index, change.Hashes.Length / Merkle.HashBytes).Path;
        return stored is null ? new FsckFault("TILE", $"{path} is not stored")
            : stored.AsSpan().CommonPrefixLength(change.Hashes) is var same && same < change.Hashes.Length
                ? new FsckFault("TILE", $"{path} differs from the tree over the entries at byte {same}")
            : null;
    }

    private static async IAsyncEnumerable<FsckFault> CheckRoots(
        NpgsqlConnection connection,
        TreeSize size,
        byte[] root,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (bound, expected) in await ReadRoots(connection, $"SELECT size, root FROM public_log.checkpoint ORDER BY size DESC LIMIT {LargestCheckpoints}", ct))
        {
            if (bound.Value > size.Value)
            {
                yield return new FsckFault("CHECKPOINT", $"the log bound itself to {bound} entries and has {size}");
            }
            else if (!await HasRoot(connection, bound, expected, ct))
            {
                yield return new FsckFault("CHECKPOINT", $"the checkpoint of size {bound} has another root than the entries");
            }
        }

        foreach (var (_, stored) in await ReadRoots(connection, "SELECT size, root FROM public_log.head", ct))
        {
            if (!stored.AsSpan().SequenceEqual(root))
            {
                yield return new FsckFault("ROOT", $"the head's root is not that of the {size} entries");
            }
        }
    }

    private static async Task<bool> HasRoot(NpgsqlConnection connection, TreeSize size, byte[] root, CancellationToken ct)
    {
        try
        {
            return (await TileTable.Root(connection, size, ct)).AsSpan().SequenceEqual(root);
        }
        catch (SequencerAlarmException)
        {
            return false;
        }
    }

    private static async Task<List<byte[]>> ReadLeafHashes(NpgsqlConnection connection, TreeSize from, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT body FROM public_log.entry WHERE position >= $1 ORDER BY position LIMIT $2", connection)
        {
            Parameters = { new() { Value = from.Value }, new() { Value = BatchEntries } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var hashes = new List<byte[]>();
        while (await rows.ReadAsync(ct))
        {
            hashes.Add(Merkle.LeafHash(rows.GetFieldValue<byte[]>(0)));
        }

        return hashes;
    }

    private static async Task<List<(TreeSize Size, byte[] Root)>> ReadRoots(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var roots = new List<(TreeSize, byte[])>();
        while (await rows.ReadAsync(ct))
        {
            roots.Add((new TreeSize(rows.GetInt64(0)), rows.GetFieldValue<byte[]>(1)));
        }

        return roots;
    }
}
