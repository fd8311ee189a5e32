using System.Text;
using Ledger.Transparency;
using Npgsql;
using Projections.Transparency;
using Projections.Witnessing;

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

    /// <summary>At rest the same size is signed and cosigned anew, so that readers see that the log lives.</summary>
    public static readonly TimeSpan RestInterval = TimeSpan.FromMinutes(10);

    private long? offered;

    /// <summary>While the log changes keys: the other key, which signs as well. Of the same name.</summary>
    public NoteSigner? SecondSigner { get; init; }

    /// <summary>Who has to cosign before the public sees a checkpoint; null for a log without witnesses.</summary>
    public Witnesses? Witnesses { get; init; }

    /// <summary>The policy that the log publishes.</summary>
    public LogPolicy Policy { get => field ?? LogPolicy.Without(Verifiers); init; }

    /// <summary>The public half of the key.</summary>
    public NoteVerifier Verifier => signer.Verifier;

    /// <summary>The public halves of all keys that sign: one, or two while the log changes keys.</summary>
    public IReadOnlyList<NoteVerifier> Verifiers => [.. Signers.Select(key => key.Verifier)];

    private IEnumerable<NoteSigner> Signers => SecondSigner is null ? [signer] : [signer, SecondSigner];

    /// <summary>As <see cref="EnsureNotBehind"/>, and asks the witnesses too; for a process that begins to lead.</summary>
    public async Task Begin(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var copy in Witnesses is null ? [] : await Witnesses.Copies(ct))
        {
            await EnsureExtends(connection, await ReadHead(connection, ct), copy, ct);
        }

        await EnsureNotBehind(connection, ct);
        offered = null;
    }

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

    /// <summary>Signs the present head, unless it is signed already and that was shown within <see cref="RestInterval"/>.</summary>
    /// <param name="connection">The connection that holds the sequencer's lock, outside a transaction.</param>
    /// <param name="ct">Ends the work between its steps; the next call goes on from there.</param>
    /// <exception cref="SequencerAlarmException">Signing would fork the log.</exception>
    public async Task Publish(NpgsqlConnection connection, CancellationToken ct)
    {
        var head = await ReadHead(connection, ct);
        while (Witnesses is not null && Witnesses.TryTakeHeld(out var copy))
        {
            await EnsureExtends(connection, head, copy, ct);
        }

        var isFresh = offered is { } last && clock.GetElapsedTime(last) < RestInterval;
        if (isFresh && await IsSigned(connection, head.Size, ct))
        {
            return;
        }

        await EnsureNotBehind(connection, ct);

        // A crash after this leaves a size that is bound and not signed: the next start signs it, or a larger one.
        await Bind(connection, head, ct);
        CrashPoint.Pass("after-bind");
        var checkpoint = new Checkpoint(Verifier.Name, head.Size, head.Root);
        var note = new SignedNote(checkpoint.Text, [.. Signers.Select(key => key.Sign(checkpoint.Text))]);

        // A crash after this leaves the file ahead of what the world has seen, never behind it.
        await DurableFile.Write(lastCheckpointFile, note.Write(), ct);
        var offer = new OfferedCheckpoint(checkpoint, note, clock.GetUtcNow());
        await Keep(connection, offer, ct);
        CrashPoint.Pass("after-sign");

        // A crash after this leaves a note that is signed and not shown: the next start shows it, or a larger one.
        if (Witnesses is null)
        {
            await PublishedLog.Show(connection, offer, ct);
            CrashPoint.Pass("after-show");
        }
        else
        {
            Witnesses.Offer(offer);
        }

        offered = clock.GetTimestamp();
    }

    private static Task EnsureExtends(NpgsqlConnection connection, (TreeSize Size, byte[] Root) head, HeldCheckpoint held, CancellationToken ct) =>
        EnsureExtends(connection, head, held.Checkpoint.Size, held.Checkpoint.Root, $"the checkpoint that the witness {held.WitnessName} holds", ct);

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
            return note.Check(Verifiers).IsAccepted
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

    private static async Task Keep(NpgsqlConnection connection, OfferedCheckpoint signed, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO public_log.signed_checkpoint (size, note, signed_at) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING", connection)
        {
            Parameters =
            {
                new() { Value = signed.Checkpoint.Size.Value },
                new() { Value = Encoding.UTF8.GetString(signed.Note.Write()) },
                new() { Value = signed.SignedAt },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
