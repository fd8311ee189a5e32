using System.Runtime.CompilerServices;
using Ledger.Journal;
using Npgsql;
using Projections.Compliance.Months;
using Projections.Rebuild;
using Projections.Verdicts;

namespace PublicApi.Feed;

/// <summary>Findings that entries of a stretch of the log moved.</summary>
/// <param name="Through">The place to go on after: before the stretch until all of it is told.</param>
/// <param name="Part">Number of the part, where a stretch moved many.</param>
public sealed record MovedFindings(IReadOnlyList<FindingRow> Findings, long From, long Through, long Size, int Part) : IShared
{
    public string Key => $"f{From}-{Through}/{Size}.{Part}";

    public long Bytes => 1_000 + (4_000L * Findings.Count);
}

/// <summary>
/// Findings as the entries that move them are folded, from a position on, at least once. What has happened to a finding stands
/// in its row, so a reader that comes late gets each finding once, as it stands, and misses none.
/// </summary>
public sealed class FindingFeed(LogTail tail, LogPages pages, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader)
{
    /// <summary>Findings in one part.</summary>
    public const int PartFindings = 100;

    // A stretch so short is looked through, with pages that all readers share, before the view is asked.
    private const int ShortStretch = 1_000;

    /// <param name="after">The last position that the reader has; null begins with what is recorded from now on.</param>
    /// <param name="filter">Which findings it wants.</param>
    /// <param name="ct">Ends the reading.</param>
    public async IAsyncEnumerable<MovedFindings> Follow(long? after, FindingFilter filter, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var joined = tail.Join();
        var next = after is { } last ? Math.Clamp(last, -1, long.MaxValue - 1) + 1 : (await tail.Until(static _ => true, ct)).Size;
        var told = next;
        while (true)
        {
            var from = next;
            var size = (await tail.Until(state => state.Size > from, ct)).Size;
            var moved = await Moves(from, size, ct) ? await Read(filter, from, size, ct) : [];
            next = size;
            if (moved.Count == 0 && next - told < EntryFeed.LongestSilence)
            {
                continue;
            }

            var parts = Math.Max(1, (moved.Count + PartFindings - 1) / PartFindings);
            for (var part = 0; part < parts; part++)
            {
                yield return new([.. moved.Skip(part * PartFindings).Take(PartFindings)], from, part < parts - 1 ? from - 1 : next - 1, size, part);
            }

            told = next;
        }
    }

    private async Task<bool> Moves(long from, long size, CancellationToken ct)
    {
        if (size - from > ShortStretch)
        {
            return true;
        }

        for (var next = from; next < size;)
        {
            var page = await pages.From(next, size, ct);
            if (page.Any(entry => MonthEntries.Moves(entry.Logged.Entry)))
            {
                return true;
            }

            next += page.Count;
        }

        return false;
    }

    private async Task<List<FindingRow>> Read(FindingFilter filter, long from, long size, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        await using var snapshot = await ViewSchema.BeginReading(connection, ct);
        return await FindingQuery.Moved(connection, filter, from, size, ct);
    }
}
