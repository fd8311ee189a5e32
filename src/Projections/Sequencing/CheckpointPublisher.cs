using System.Text;
using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>
/// Signs the tree's size and root, and never two that contradict each other. What was signed last is also kept in a file
/// outside the database: a database that was set back by a restore is found behind it, or beside it, and nothing more is
/// sequenced or signed.
/// </summary>
/// <param name="signer">The log's key; its name is the log's origin.</param>
/// <param name="lastCheckpointFile">The file, on another disk than the database if possible.</param>
/// <param name="clock">Gives the time of signing.</param>
public sealed class CheckpointPublisher(NoteSigner signer, string lastCheckpointFile, TimeProvider clock)
{
    /// <summary>At most one checkpoint a second under load.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The public half of the key.</summary>
    public NoteVerifier Verifier => signer.Verifier;

    /// <summary>Finds whether the stored tree is an extension of everything this log has bound itself to.</summary>
    /// <exception cref="SequencerAlarmException">It is not: going on would fork the log.</exception>
    public async Task EnsureNotBehind(NpgsqlConnection connection, CancellationToken ct)
    {
        var head = await ReadHead(connection, ct);
        if (await ReadFile(ct) is { } kept)
        {
            await EnsureExtends(connection, head, kept.Size, kept.Root, "the last checkpoint that was published", ct);
        }

        if (await ReadBound(connection, ct) is { } bound)
        {
            await EnsureExtends(connection, head, bound.Size, bound.Root, "a checkpoint that was begun", ct);
        }
    }

    /// <summary>Signs the present head, unless it is signed already.</summary>
    /// <param name="connection">The connection that holds the sequencer's lock, outside a transaction.</param>
    /// <param name="ct">Ends the work between its steps; the next call goes on from there.</param>
    /// <exception cref="SequencerAlarmException">Signing would fork the log.</exception>
    public async Task Publish(NpgsqlConnection connection, CancellationToken ct)
    {
        var head = await ReadHead(connection, ct);
        if (await IsSigned(connection, head.Size, ct))
        {
            return;
        }

        await EnsureNotBehind(connection, ct);

        // A crash after this leaves a size that is bound and not signed: the next start signs it, or a larger one.
        await Bind(connection, head, ct);
        var text = new Checkpoint(Verifier.Name, head.Size, head.Root).Text;
        var note = new SignedNote(text, [signer.Sign(text)]).Write();

        // A crash after this leaves the file ahead of what the world has seen, never behind it.
        await DurableFile.Write(lastCheckpointFile, note, ct);
        await Show(connection, head.Size, note, ct);
    }

    private static async Task EnsureExtends(
        NpgsqlConnection connection, (TreeSize Size, byte[] Root) head, TreeSize size, byte[] root, string what, CancellationToken ct)
    {
        if (head.Size.Value < size.Value)
        {
            throw new SequencerAlarmException(
                $"the database holds {head.Size} entries and {what} has {size}: it was set back, as by restoring a backup. "
                + "Bring back the missing entries; signing on would fork the log");
        }

        if (!(await TileTable.Root(connection, size, ct)).AsSpan().SequenceEqual(root))
        {
            throw new SequencerAlarmException(
                $"the first {size} entries are not those of {what}: the history was rewritten, and signing on would fork the log");
        }
    }

    private async Task<Checkpoint?> ReadFile(CancellationToken ct)
    {
        if (!File.Exists(lastCheckpointFile))
        {
            return null;
        }

        try
        {
            var note = SignedNote.Parse(await File.ReadAllBytesAsync(lastCheckpointFile, ct));
            return note.Check([Verifier]).IsAccepted
                ? Checkpoint.Parse(note.Text)
                : throw new FormatException("it lacks a good signature");
        }
        catch (FormatException fault)
        {
            throw new SequencerAlarmException($"the file of the last checkpoint is not one that this log's key signed: {fault.Message}", fault);
        }
    }

    private static async Task<(TreeSize Size, byte[] Root)> ReadHead(NpgsqlConnection connection, CancellationToken ct) =>
        await ReadRow(connection, "SELECT size, root FROM public_log.head", ct)
        ?? throw new SequencerAlarmException("the log has no head");

    private static Task<(TreeSize Size, byte[] Root)?> ReadBound(NpgsqlConnection connection, CancellationToken ct) =>
        ReadRow(connection, "SELECT size, root FROM public_log.checkpoint ORDER BY size DESC LIMIT 1", ct);

    private static async Task<(TreeSize Size, byte[] Root)?> ReadRow(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (new TreeSize(row.GetInt64(0)), row.GetFieldValue<byte[]>(1)) : null;
    }

    private static async Task<bool> IsSigned(NpgsqlConnection connection, TreeSize size, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM public_log.signed_checkpoint WHERE size = $1)", connection)
        {
            Parameters = { new() { Value = size.Value } },
        };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    // Of two processes that would bind one size to two roots, the primary key lets one through.
    private static async Task Bind(NpgsqlConnection connection, (TreeSize Size, byte[] Root) head, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO public_log.checkpoint (size, root) SELECT $1, $2
            WHERE NOT EXISTS (SELECT FROM public_log.checkpoint WHERE size = $1 AND root = $2)
            """,
            connection)
        {
            Parameters = { new() { Value = head.Size.Value }, new() { Value = head.Root } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task Show(NpgsqlConnection connection, TreeSize size, byte[] note, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO public_log.signed_checkpoint (size, note, signed_at) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = size.Value }, new() { Value = Encoding.UTF8.GetString(note) }, new() { Value = clock.GetUtcNow() } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
