using Ledger.Transparency;
using Npgsql;
using NpgsqlTypes;

namespace Projections.Sequencing;

/// <summary>The table public_log.tile.</summary>
public static class TileTable
{
    /// <summary>Reads tiles as they were when they had the widths asked for; later hashes only stand behind those.</summary>
    /// <exception cref="SequencerAlarmException">A tile is absent or narrower than asked for.</exception>
    public static async Task<ReadTile> Read(NpgsqlConnection connection, IReadOnlyCollection<Tile> tiles, CancellationToken ct)
    {
        var stored = await Load(connection, [.. tiles.Select(tile => (tile.Level, tile.Index))], ct);
        return tile => stored.TryGetValue((tile.Level, tile.Index), out var hashes) && hashes.Length >= tile.Width * Merkle.HashBytes
            ? hashes[..(tile.Width * Merkle.HashBytes)]
            : throw new SequencerAlarmException($"tile {tile.Path} is not stored");
    }

    /// <summary>Root of the tree as it was at a size, from the tiles on its right edge.</summary>
    public static async Task<byte[]> Root(NpgsqlConnection connection, TreeSize size, CancellationToken ct) =>
        MerkleTree.Root(size, await Read(connection, [.. Tile.RightEdge(size)], ct));

    /// <summary>The hashes of tiles by level and index; an absent tile is absent.</summary>
    internal static async Task<Dictionary<(int Level, long Index), byte[]>> Load(
        NpgsqlConnection connection, IReadOnlyCollection<(int Level, long Index)> tiles, CancellationToken ct)
    {
        var stored = new Dictionary<(int, long), byte[]>();
        await using var command = new NpgsqlCommand(
            """
            SELECT level, index, hashes FROM public_log.tile
            JOIN unnest($1::integer[], $2::bigint[]) AS asked (level, index) USING (level, index)
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = tiles.Select(tile => tile.Level).ToArray() },
                new() { Value = tiles.Select(tile => tile.Index).ToArray() },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            stored[(rows.GetInt32(0), rows.GetInt64(1))] = rows.GetFieldValue<byte[]>(2);
        }

        return stored;
    }

    /// <summary>Takes leaves into the tree; the root it then has. Touches the tiles on the right edge and new ones.</summary>
    /// <param name="known">As <see cref="MerkleTree.Append"/> takes it.</param>
    internal static async Task<byte[]> Append(
        NpgsqlConnection connection, TreeSize size, IReadOnlyList<byte[]> leafHashes, CancellationToken ct, IReadOnlyDictionary<long, byte[]>? known = null)
    {
        var edge = await Read(connection, [.. Tile.RightEdge(size)], ct);
        var changes = MerkleTree.Append(size, edge, leafHashes, out var root, known);
        await Save(connection, changes, ct);
        return root;
    }

    private static async Task Save(NpgsqlConnection connection, IReadOnlyCollection<TileChange> changes, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO public_log.tile (level, index, hashes) SELECT * FROM unnest($1, $2, $3)
            ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = changes.Select(change => change.Level).ToArray() },
                new() { Value = changes.Select(change => change.Index).ToArray() },
                new() { Value = changes.Select(change => change.Hashes).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
