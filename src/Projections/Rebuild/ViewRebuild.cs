using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Months;
using Projections.Replay;
using Projections.Sequencing;
using Projections.Transparency;
using Projections.Verdicts;

namespace Projections.Rebuild;

/// <summary>How far a rebuild has come.</summary>
/// <param name="Step">What it does now, such as <c>folding</c>.</param>
/// <param name="Entries">How many entries the new views have taken.</param>
/// <param name="Total">How many the log had when the rebuild began.</param>
public readonly record struct RebuildProgress(string Step, long Entries, long Total);

/// <summary>
/// Makes all views anew from position 0, in fresh tables, and puts them in place of the old ones in one transaction, while
/// readers and the sequencer go on. It is one transaction as a whole: a crash at any point leaves the old views, and nothing else.
/// </summary>
/// <param name="owner">Connections in the role <see cref="Roles.Owner"/>.</param>
/// <param name="progress">Hears of every page and every step.</param>
public sealed class ViewRebuild(NpgsqlDataSource owner, IProgress<RebuildProgress> progress)
{
    private const long Lock = 0x4C45_4447_4552_5242;
    private const string OldSchema = "views_old";
    private const string BeforeSwap = "before_swap";

    // How long new readers wait behind the swap while it waits for those that read already; then it lets them pass.
    private const int SwapMilliseconds = 500;

    private static readonly TimeSpan PauseBetweenSwaps = TimeSpan.FromMilliseconds(200);

    private long size;
    private long total;

    /// <summary>About 430 bytes each. What a log has beyond them is folded by the page, as sequencing does.</summary>
    public int MostCasesInMemory { get; init; } = 1_000_000;

    /// <summary>Rebuilds.</summary>
    /// <param name="onlyOutdated">Does nothing where, once it is this process's turn, this program's folds made the views.</param>
    /// <param name="ct">Leaves the old views in place, at any time before the commit.</param>
    /// <returns>How many entries the views then follow from.</returns>
    /// <exception cref="SequencerAlarmException">An entry does not follow on those before it.</exception>
    public async Task<TreeSize> Run(bool onlyOutdated, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Run(connection, $"SET LOCAL maintenance_work_mem = '256MB'; SELECT pg_advisory_xact_lock({Lock})", ct);
        size = 0;
        total = (await EntryQuery.Head(connection, ct)).Size.Value;
        if (onlyOutdated && !await ViewSchema.IsOutdated(connection, ct))
        {
            return new TreeSize(total);
        }

        try
        {
            using var facts = FactsCache.From(await FillFresh(connection, ct));
            await PutInPlace(connection, transaction, facts, ct);
        }
        catch (FormatException fault)
        {
            throw new SequencerAlarmException($"the views cannot take the entries from {size}: {fault.Message}", fault);
        }

        CrashPoint.Pass("rebuild-committed");
        return new TreeSize(size);
    }

    private async Task<MonthFacts> FillFresh(NpgsqlConnection connection, CancellationToken ct)
    {
        var fresh = new FreshViews(connection);
        await fresh.Create(ct);
        CrashPoint.Pass("views-created");
        await FillCases(fresh, ct);
        var facts = await FillMonths(fresh, ct);
        CrashPoint.Pass("views-filled");
        Reached("indexing", size);
        await fresh.Finish(ct);
        CrashPoint.Pass("views-indexed");
        return facts;
    }

    // What cases take and what months are judged from would be too much memory at once. To read the log again takes seconds.
    private async Task FillCases(FreshViews fresh, CancellationToken ct)
    {
        var replay = new CaseReplay();
        await foreach (var page in EntryPages.Read(owner, new TreeSize(total), ct))
        {
            Array.ForEach(page, replay.Add);
            Reached("folding", size + page.Length);
            if (replay.Cases.Count >= MostCasesInMemory)
            {
                break;
            }
        }

        Reached("writing", size);
        await fresh.Fill(replay, ct);
    }

    private async Task<MonthFacts> FillMonths(FreshViews fresh, CancellationToken ct)
    {
        var (replay, garbage) = (new MonthReplay(), new GarbageLimit());
        await foreach (var page in EntryPages.Read(owner, new TreeSize(size), ct))
        {
            Array.ForEach(page, replay.Add);
            Reached("judging", replay.Facts.Size);
            garbage.Keep();
        }

        Reached("writing what was judged", size);
        await fresh.Fill(replay, ct);
        return replay.Facts;
    }

    private async Task PutInPlace(NpgsqlConnection connection, NpgsqlTransaction transaction, FactsCache facts, CancellationToken ct)
    {
        // Only this transaction sees the new names before its commit. A migration would wait for it in vain. The views of
        // programs from before there were versions of folds have no table that says so.
        await Run(
            connection,
            $"""
            SELECT pg_advisory_xact_lock({Migration.Lock});
            CREATE TABLE IF NOT EXISTS {ViewSchema.Name}.fold ();
            ALTER SCHEMA {ViewSchema.Name} RENAME TO {OldSchema}; ALTER SCHEMA {FreshViews.Schema} RENAME TO {ViewSchema.Name}
            """,
            ct);
        CrashPoint.Pass("views-renamed");
        await CatchUp(connection, facts, ct);
        while (!await TrySwap(connection, transaction, facts, ct))
        {
            Reached("waiting for readers", size);
            await Task.Delay(PauseBetweenSwaps, ct);
            await CatchUp(connection, facts, ct);
        }
    }

    // Between two pages of the sequencer, and when nobody reads. The head first: who holds it touches no view before.
    private async Task<bool> TrySwap(NpgsqlConnection connection, NpgsqlTransaction transaction, FactsCache facts, CancellationToken ct)
    {
        await transaction.SaveAsync(BeforeSwap, ct);
        await Run(connection, "SELECT FROM public_log.head FOR UPDATE", ct);
        try
        {
            await Run(
                connection,
                $"""
                SET LOCAL lock_timeout = {SwapMilliseconds}; LOCK TABLE {OldSchema}.fold IN ACCESS EXCLUSIVE MODE;
                DROP SCHEMA {OldSchema} CASCADE
                """,
                ct);
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await transaction.RollbackAsync(BeforeSwap, CancellationToken.None);
            return false;
        }

        // What was sequenced since the last look is little; a judgement in it has its facts at hand.
        await CatchUp(connection, facts, ct);
        CrashPoint.Pass("views-replaced");
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task CatchUp(NpgsqlConnection connection, FactsCache facts, CancellationToken ct)
    {
        List<LoggedEntry> page;
        do
        {
            page = await EntryQuery.After(connection, size - 1, Sequencer.PageEvents, ct);
            await ViewFold.Apply(connection, [.. page.Select(logged => logged.Entry)], facts, ct);
            Reached("catching up", size + page.Count);
        }
        while (page.Count == Sequencer.PageEvents);
    }

    private void Reached(string step, long entries)
    {
        size = entries;
        progress.Report(new RebuildProgress(step, entries, Math.Max(total, entries)));
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
