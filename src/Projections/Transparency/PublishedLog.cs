using System.Text;
using Ledger.Transparency;
using Npgsql;
using Projections.Witnessing;

namespace Projections.Transparency;

/// <summary>A checkpoint as it is served: the tree's size, the note with its cosignatures, and when the log signed it (UTC).</summary>
public sealed record PublishedCheckpoint(TreeSize Size, string Note, DateTimeOffset SignedAt);

/// <summary>What every public answer follows from: how many entries there are, and how many of them are signed (-1: none yet).</summary>
public readonly record struct LogState(long Size, long SignedSize);

/// <summary>What of the log is published: everything the newest signed checkpoint covers, and nothing more.</summary>
public static class PublishedLog
{
    // A size may have been shown more than once, the last time with the most cosignatures.
    private const string LastOfEachSize = "SELECT DISTINCT ON (size) size, note, signed_at FROM published.checkpoint WHERE size > $1";

    /// <summary>The newest checkpoint that has its quorum; null before the first.</summary>
    public static async Task<PublishedCheckpoint?> Checkpoint(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT size, note, signed_at FROM published.checkpoint ORDER BY size DESC, number DESC LIMIT 1", connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new PublishedCheckpoint(new TreeSize(row.GetInt64(0)), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2))
            : null;
    }

    /// <summary>Serves a checkpoint from now on, and all that it covers.</summary>
    public static async Task Show(NpgsqlConnection connection, OfferedCheckpoint shown, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("INSERT INTO published.checkpoint (size, note, signed_at) VALUES ($1, $2, $3)", connection)
        {
            Parameters =
            {
                new() { Value = shown.Checkpoint.Size.Value },
                new() { Value = Encoding.UTF8.GetString(shown.Note.Write()) },
                new() { Value = shown.SignedAt },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>SQL of one row, for <see cref="ReadState"/>.</summary>
    public const string SelectState = "SELECT size, (SELECT coalesce(max(size), -1) FROM published.checkpoint) FROM public_log.head";

    /// <summary>The state of the log that the connection's transaction sees.</summary>
    public static async Task<LogState> State(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(SelectState, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await ReadState(row, ct);
    }

    public static async Task<LogState> ReadState(NpgsqlDataReader row, CancellationToken ct)
    {
        await row.ReadAsync(ct);
        return new LogState(row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>The signed checkpoints of trees larger than a size, in order of size; the newest ones if there are more.</summary>
    public static Task<List<PublishedCheckpoint>> NewestCheckpoints(
        NpgsqlConnection connection, long largerThan, int limit, CancellationToken ct) => Checkpoints(
            connection,
            $"SELECT * FROM ({LastOfEachSize} ORDER BY size DESC, number DESC LIMIT $2) AS newest ORDER BY size",
            largerThan, limit, ct);

    /// <summary>The signed checkpoints that follow on a size, in order of size.</summary>
    public static Task<List<PublishedCheckpoint>> CheckpointsAfter(
        NpgsqlConnection connection, long size, int limit, CancellationToken ct) => Checkpoints(
            connection, $"{LastOfEachSize} ORDER BY size, number DESC LIMIT $2", size, limit, ct);

    /// <summary>The signed checkpoints of some sizes, those that there are.</summary>
    public static Task<List<PublishedCheckpoint>> Checkpoints(NpgsqlConnection connection, long[] sizes, CancellationToken ct) =>
        Checkpoints(connection, $"{LastOfEachSize} AND size = ANY ($2) ORDER BY size, number DESC", -1, sizes, ct);

    private static async Task<List<PublishedCheckpoint>> Checkpoints(
        NpgsqlConnection connection, string sql, long size, object second, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = size }, new() { Value = second } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var checkpoints = new List<PublishedCheckpoint>();
        while (await rows.ReadAsync(ct))
        {
            checkpoints.Add(new(new TreeSize(rows.GetInt64(0)), rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2)));
        }

        return checkpoints;
    }

    /// <summary>The hashes of a tile, 32 bytes each; null when the published tree has no such tile.</summary>
    public static async Task<byte[]?> Tile(NpgsqlConnection connection, Tile tile, CancellationToken ct)
    {
        // Leaves below one hash of the level: beyond 2^62 no tree has a tile.
        if (tile.Level > 7 || !Covers(await Checkpoint(connection, ct), 1L << (8 * tile.Level), tile))
        {
            return null;
        }

        await using var command = new NpgsqlCommand(
            "SELECT substring(hashes FROM 1 FOR $3) FROM public_log.tile WHERE level = $1 AND index = $2", connection)
        {
            Parameters =
            {
                new() { Value = tile.Level }, new() { Value = tile.Index }, new() { Value = tile.Width * Merkle.HashBytes },
            },
        };
        return await command.ExecuteScalarAsync(ct) as byte[];
    }

    /// <summary>An entry bundle; null when the published tree has no such bundle.</summary>
    public static async Task<byte[]?> Bundle(NpgsqlConnection connection, Tile bundle, CancellationToken ct)
    {
        if (!Covers(await Checkpoint(connection, ct), 1, bundle))
        {
            return null;
        }

        var first = bundle.Index * Ledger.Transparency.Tile.FullWidth;
        await using var command = new NpgsqlCommand(
            "SELECT body FROM public_log.entry WHERE position >= $1 AND position < $2 ORDER BY position", connection)
        {
            Parameters = { new() { Value = first }, new() { Value = first + bundle.Width } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var entries = new List<byte[]>(bundle.Width);
        while (await rows.ReadAsync(ct))
        {
            entries.Add(rows.GetFieldValue<byte[]>(0));
        }

        return EntryBundle.Write(entries);
    }

    private static bool Covers(PublishedCheckpoint? checkpoint, long leavesPerHash, Tile tile) =>
        checkpoint is not null
        && tile.Index <= checkpoint.Size.Value / leavesPerHash / Ledger.Transparency.Tile.FullWidth
        && (tile.Index * Ledger.Transparency.Tile.FullWidth) + tile.Width <= checkpoint.Size.Value / leavesPerHash;
}
