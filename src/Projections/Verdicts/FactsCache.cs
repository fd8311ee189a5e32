using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Transparency;

namespace Projections.Verdicts;

/// <summary>
/// The facts that months are judged from, kept in memory and carried forward: they follow from the stored entries, so they can
/// be dropped at any time and are read anew. One user at a time.
/// </summary>
/// <param name="follows">Takes every page that follows on what is known, so that whoever folds a log from its beginning reads
/// nothing again. A page that does not, and any page without this, costs nothing unless it judges: what a judgement needs is
/// read when it needs it.</param>
public sealed class FactsCache(bool follows = true) : IDisposable
{
    private const int UsualStep = 5_000;

    private readonly SemaphoreSlim gate = new(1, 1);

    private MonthFacts facts = new();

    // Events of the page that was taken last, from its first position on, until they are known to be committed: nobody else
    // sees them, and they may never be.
    private Guid[] uncommitted = [];
    private long uncommittedFrom;
    private int step = UsualStep;

    public void Dispose() => gate.Dispose();

    /// <summary>The facts of every entry that the caller's transaction sees.</summary>
    /// <param name="step">Entries that are read at a time.</param>
    public static async Task<NetworkFacts> ReadAll(NpgsqlConnection connection, CancellationToken ct, int step = UsualStep)
    {
        using var cache = new FactsCache() { step = step };
        await cache.Warm(connection, ct);
        return cache.facts.Network;
    }

    internal bool Follows(IReadOnlyList<PublicEntry> page) => follows && page.Count > 0 && facts.Size == page[0].Position.Value;

    /// <summary>Goes on from facts that are known, and follows every page.</summary>
    internal static FactsCache From(MonthFacts known) => new() { facts = known };

    /// <summary>Uses the facts of at least the first <paramref name="size"/> entries.</summary>
    /// <param name="connection">Sees those entries.</param>
    public Task<T> Use<T>(NpgsqlConnection connection, long size, Func<MonthFacts, T> use, CancellationToken ct) => Alone(
        async () =>
        {
            await ReadTo(connection, size, ct);
            return use(facts);
        },
        ct);

    /// <summary>Reads on in steps: a judgement meanwhile waits for a step and not for the whole log.</summary>
    public async Task Warm(NpgsqlConnection connection, CancellationToken ct)
    {
        while (await Alone(() => Step(connection, ct), ct) == step)
        {
        }
    }

    /// <summary>Folds a page that the caller stores and has not yet committed.</summary>
    /// <param name="connection">Used until this returns.</param>
    /// <param name="fold">Gets each entry with the facts of the entries up to and with it.</param>
    /// <returns>The folding, which goes on beside the caller; it has to be awaited.</returns>
    internal async Task<Task> Fold(
        NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, Action<PublicEntry, MonthFacts> fold, CancellationToken ct)
    {
        var from = page[0].Position.Value;
        await gate.WaitAsync(ct);
        try
        {
            await DropWhatIsNotStored(connection, ct);
            if (facts.Size > from)
            {
                Drop();
            }

            await ReadTo(connection, from, ct);
        }
        catch
        {
            Drop();
            gate.Release();
            throw;
        }

        return Released(() => Task.Run(() => Take(page, fold), CancellationToken.None));
    }

    /// <summary>Says that a page is committed, so that nobody has to ask the database whether it is. While somebody uses the facts
    /// it says nothing: whoever is next asks.</summary>
    public void Committed(IReadOnlyList<PublicEntry> page)
    {
        if (gate.Wait(0, CancellationToken.None))
        {
            if (page[0].Position.Value == uncommittedFrom && uncommitted.SequenceEqual(page.Select(entry => entry.EventId)))
            {
                uncommitted = [];
            }

            gate.Release();
        }
    }

    private bool Take(IReadOnlyList<PublicEntry> page, Action<PublicEntry, MonthFacts> fold)
    {
        (uncommittedFrom, uncommitted) = (facts.Size, [.. page.Select(entry => entry.EventId)]);
        foreach (var entry in page)
        {
            facts.Add(entry);
            fold(entry, facts);
        }

        return true;
    }

    private async Task<T> Alone<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return await Released(work);
    }

    private async Task<T> Released<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch
        {
            // Half an entry may have been taken.
            Drop();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ReadTo(NpgsqlConnection connection, long size, CancellationToken ct)
    {
        await DropWhatIsNotStored(connection, ct);
        while (facts.Size < size)
        {
            if (await Read(connection, (int)Math.Min(step, size - facts.Size), ct) == 0)
            {
                throw new FormatException($"The log has no entry {facts.Size}, and {size} are to be judged.");
            }
        }
    }

    private async Task<int> Step(NpgsqlConnection connection, CancellationToken ct)
    {
        await DropWhatIsNotStored(connection, ct);
        return await Read(connection, step, ct);
    }

    private async Task<int> Read(NpgsqlConnection connection, int limit, CancellationToken ct)
    {
        var entries = await EntryQuery.After(connection, facts.Size - 1, limit, ct);
        entries.ForEach(logged => facts.Add(logged.Entry));
        return entries.Count;
    }

    // A page that was rolled back leaves the facts of entries that never were. Its events get the same positions again, and so
    // the same entries, unless others came between them: then another event stands where one of them stood.
    private async Task DropWhatIsNotStored(NpgsqlConnection connection, CancellationToken ct)
    {
        if (uncommitted.Length == 0)
        {
            return;
        }

        var stored = await EntryQuery.EventIds(connection, uncommittedFrom, ct);
        if (uncommitted.Zip(stored).Any(pair => pair.First != pair.Second))
        {
            Drop();
        }
        else if (stored.Count >= uncommitted.Length)
        {
            uncommitted = [];
        }
    }

    private void Drop()
    {
        facts = new MonthFacts();
        uncommitted = [];
    }
}
