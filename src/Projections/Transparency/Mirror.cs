using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Sequencing;
using Projections.Verdicts;
using Projections.Witnessing;

namespace Projections.Transparency;

/// <summary>
/// A ledger that was restored from the public log of another one. It has entries, tree, checkpoint and views, and so can be
/// queried, served, verified and replayed; it has no events, so that it takes no commands and signs nothing.
/// </summary>
public static class Mirror
{
    /// <summary>The policy it serves; null for a ledger that is no mirror.</summary>
    public static async Task<string?> Policy(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT policy FROM published.mirror", connection);
        return await command.ExecuteScalarAsync(ct) as string;
    }
}

/// <summary>
/// Fills an empty ledger with the entries of a public log, in one transaction that is committed when they have the root that
/// the checkpoint signs.
/// </summary>
/// <param name="connection">In the role <see cref="Roles.Owner"/>, with a transaction open.</param>
public sealed class MirrorRestore(NpgsqlConnection connection) : IDisposable
{
    private TreeSize size;
    private byte[] root = Merkle.EmptyRoot;
    private readonly FactsCache facts = new();

    public void Dispose() => facts.Dispose();

    /// <exception cref="SequencerAlarmException">The ledger is not empty, or a service works on it.</exception>
    public async Task Begin(CancellationToken ct)
    {
        if (!await Ask($"SELECT pg_try_advisory_xact_lock({Sequencer.Lock})", ct))
        {
            throw new SequencerAlarmException("A service works on this ledger: stop it first.");
        }

        // Against a rebuild of the views.
        await Ask("SELECT true FROM public_log.head FOR UPDATE", ct);

        // An empty ledger that ran with a key may have signed that it is empty.
        if (await Ask("SELECT EXISTS (SELECT FROM journal.mt_events) OR EXISTS (SELECT FROM public_log.entry) OR EXISTS (SELECT FROM public_log.checkpoint)", ct))
        {
            throw new SequencerAlarmException("This ledger is not empty: a public log is restored into a new database.");
        }
    }

    /// <summary>Takes the next entries, which have been checked.</summary>
    /// <exception cref="FormatException">The views cannot take them.</exception>
    public async Task Append(IReadOnlyList<(PublicEntry Entry, byte[] Bytes, byte[] LeafHash)> entries, CancellationToken ct)
    {
        await EntryTable.Save(connection, entries.Select(entry => (entry.Entry, entry.Entry.Position.Value, entry.Bytes)), ct);
        root = await TileTable.Append(connection, size, [.. entries.Select(entry => entry.LeafHash)], ct);
        await ViewFold.Apply(connection, [.. entries.Select(entry => entry.Entry)], facts, ct);
        size = new TreeSize(size.Value + entries.Count);
    }

    /// <summary>Makes the ledger a mirror that serves this checkpoint and policy.</summary>
    /// <exception cref="FormatException">The checkpoint does not sign these entries.</exception>
    public async Task Finish(OfferedCheckpoint checkpoint, LogPolicy policy, CancellationToken ct)
    {
        if (checkpoint.Checkpoint.Size != size || !checkpoint.Checkpoint.Root.AsSpan().SequenceEqual(root))
        {
            throw new FormatException(
                $"the checkpoint signs {checkpoint.Checkpoint.Size} entries with the root {Convert.ToBase64String(checkpoint.Checkpoint.Root)}, "
                + $"and the {size} entries have {Convert.ToBase64String(root)}");
        }

        await using (var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE public_log.head SET size = $1, root = $2") { Parameters = { new() { Value = size.Value }, new() { Value = root } } },
                new("INSERT INTO public_log.checkpoint (size, root) VALUES ($1, $2)") { Parameters = { new() { Value = size.Value }, new() { Value = root } } },
                new("INSERT INTO published.mirror (policy, restored_at) VALUES ($1, $2)")
                {
                    Parameters = { new() { Value = policy.Text }, new() { Value = checkpoint.SignedAt } },
                },
                new("CREATE TRIGGER refuse_events BEFORE INSERT ON journal.mt_events FOR EACH STATEMENT EXECUTE FUNCTION published.refuse_events()"),
                new("ALTER TABLE journal.mt_events ENABLE ALWAYS TRIGGER refuse_events"),
            },
        })
        {
            await batch.ExecuteNonQueryAsync(ct);
        }

        await PublishedLog.Show(connection, checkpoint, ct);
    }

    private async Task<bool> Ask(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
