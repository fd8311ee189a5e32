using Ledger.Transparency;
using Npgsql;
using Projections.Rebuild;
using Projections.Verdicts;

namespace Projections.Sequencing;

/// <summary>
/// Sequences by the page: outbox rows become public entries with the next positions, and the views move with them, in one
/// transaction. A crash before its commit leaves everything as it was, outbox rows included; one after it leaves nothing to repair.
/// </summary>
/// <param name="projector">Connections in the role <see cref="Ledger.Journal.Roles.Projector"/>.</param>
/// <param name="facts">What months are judged from.</param>
/// <param name="tree">What is done for the tree; another than all of it only where its cost is measured.</param>
internal sealed class SequencerPages(NpgsqlDataSource projector, FactsCache facts, TreeWork tree) : IAsyncDisposable
{
    private readonly LeavesAhead ahead = new(projector, tree);

    public ValueTask DisposeAsync() => ahead.DisposeAsync();

    /// <summary>Sequences up to <paramref name="limit"/> events.</summary>
    /// <param name="connection">The connection that holds the sequencer's lock.</param>
    /// <param name="limit">How many events a page has at most.</param>
    /// <param name="ct">Ends the page before its commit.</param>
    /// <returns>How many events were sequenced; 0 when there was none.</returns>
    /// <exception cref="SequencerAlarmException">An event cannot be published. Nothing of the page is.</exception>
    public async Task<int> Next(NpgsqlConnection connection, int limit, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var numbers = await Outbox.Read(connection, after: 0, limit, ct);
        if (numbers.Length == 0)
        {
            return 0;
        }

        var size = await ReadSize(connection, ct);
        using var leaves = await ahead.Take(connection, size, numbers, ct);
        var sizeAfter = new TreeSize(size.Value + numbers.Length);
        CrashPoint.Pass("page-read");
        var root = await Store(connection, size, leaves, months => BeginAhead(numbers, sizeAfter, limit, months), ct);
        await Finish(connection, numbers, sizeAfter, root, ct);
        CrashPoint.Pass("head-stored");
        await transaction.CommitAsync(CancellationToken.None);
        facts.Committed(leaves.Entries);
        CrashPoint.Pass("page-committed");
        return numbers.Length;
    }

    private void BeginAhead(long[] numbers, TreeSize size, int limit, MonthTable months)
    {
        if (numbers.Length == limit)
        {
            ahead.Begin(size, numbers[^1], limit, other: months.Judging);
        }
    }

    // Judging takes longest: it goes on beside all that is stored of the page.
    private async Task<byte[]> Store(NpgsqlConnection connection, TreeSize size, LeafPage leaves, Action<MonthTable> begun, CancellationToken ct)
    {
        try
        {
            await using var months = await MonthTable.Begin(connection, leaves.Entries, facts, projector, ct);
            begun(months);
            await EntryTable.Save(connection, leaves.Rows, ct);
            CrashPoint.Pass("entries-stored");
            var root = await tree.Append(connection, size, leaves, ct);
            CrashPoint.Pass("tree-stored");
            await ViewFold.Apply(connection, leaves.Entries, months, ct);
            CrashPoint.Pass("views-stored");
            return root;
        }
        catch (FormatException fault)
        {
            throw new SequencerAlarmException($"the views cannot take the entries from {size}: {fault.Message}", fault);
        }
    }

    // The head is locked to the commit, before any view is touched: a rebuild puts its views in place between two pages.
    private static async Task<TreeSize> ReadSize(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT size FROM public_log.head FOR UPDATE", connection);
        var size = new TreeSize((long)(await command.ExecuteScalarAsync(ct))!);
        return await ViewSchema.IsCurrent(connection, ct)
            ? size
            : throw new SequencerAlarmException("the views were made by other folds than this program's; ledger migrate makes them anew");
    }

    private static async Task Finish(
        NpgsqlConnection connection, long[] numbers, TreeSize size, byte[] root, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Outbox.Remove(numbers),
                new("UPDATE public_log.head SET size = $1, root = $2")
                {
                    Parameters = { new() { Value = size.Value }, new() { Value = root } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }
}
