using System.Text;
using Ledger.Transparency;
using Npgsql;
using Projections.Witnessing;

namespace Projections.Transparency;

/// <summary>A checkpoint as it is served: the tree's size, the note with its cosignatures, and when the log signed it (UTC).</summary>
public sealed record PublishedCheckpoint(TreeSize Size, string Note, DateTimeOffset SignedAt);

/// <summary>What of the log is published: everything the newest signed checkpoint covers, and nothing more.</summary>
public static class PublishedLog
{
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
