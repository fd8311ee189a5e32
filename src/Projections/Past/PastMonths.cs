using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Months;
using Projections.Transparency;

namespace Projections.Past;

/// <summary>Rows of judged months that are moved by the same entries.</summary>
public enum MonthlyRows
{
    /// <summary>Verdicts and indicators, by each judgement of their month.</summary>
    Judged,

    /// <summary>Findings, also by what is done about one.</summary>
    Findings,

    /// <summary>Publications: there are none before the month is published, and each judgement since moves what stands beside them.</summary>
    Publications,
}

/// <summary>
/// Of which months the rows of a state of the past are known: those that were judged by then and not again since, and those of
/// which the last judgement by then was their publication. What a month was judged to be in between is not kept.
/// </summary>
/// <param name="Kept">The rows of now are those of then.</param>
/// <param name="Published">The rows as they were published are those of then.</param>
/// <param name="Replaced">Judged by then, and again since, or for findings acted upon since.</param>
public sealed record PastMonths(IReadOnlyList<string> Kept, IReadOnlyList<string> Published, IReadOnlyList<string> Replaced)
{
    private static readonly string[] Moving =
        [MonthEntries.Evaluated, MonthEntries.Published, MonthEntries.Acknowledged, MonthEntries.Cured, MonthEntries.Waived];

    // Positions of what moved a month: before the state, the last of them; and whether there is any after it.
    private sealed record Moves(long Then, bool IsSince);

    /// <param name="size">The state's first so many entries.</param>
    /// <param name="asked">The rows that are asked for.</param>
    public static async Task<PastMonths> Read(NpgsqlConnection connection, long size, MonthlyRows asked, CancellationToken ct)
    {
        var moved = new SortedDictionary<string, Moves>(StringComparer.Ordinal);
        foreach (var entry in await Entries(connection, ct))
        {
            var (position, isThen) = (entry.Position.Value, entry.Position.Value < size);
            var known = MonthEntries.Moved(entry) is { } of ? moved.GetValueOrDefault(of) : null;
            if (MonthEntries.Asks(entry) is { } month)
            {
                moved[month.ToString()] = isThen ? new(position, false) : new(known?.Then ?? NeverJudged, true);
            }
            else if (asked == MonthlyRows.Findings && known is { Then: not NeverJudged })
            {
                moved[MonthEntries.Moved(entry)!] = isThen ? known with { Then = position } : known with { IsSince = true };
            }
        }

        var published = await Publications(connection, ct);
        var then = moved.Where(month => month.Value.Then != NeverJudged
            && (asked != MonthlyRows.Publications || published.GetValueOrDefault(month.Key, long.MaxValue) < size)).ToList();
        bool AsPublished(KeyValuePair<string, Moves> month) => published.GetValueOrDefault(month.Key, NeverJudged) == month.Value.Then;
        return new(
            Months(month => !month.Value.IsSince), Months(month => month.Value.IsSince && AsPublished(month)),
            Months(month => month.Value.IsSince && !AsPublished(month)));

        List<string> Months(Func<KeyValuePair<string, Moves>, bool> which) => [.. then.Where(which).Select(month => month.Key)];
    }

    private const long NeverJudged = -1;

    // Where each month was published.
    private static async Task<Dictionary<string, long>> Publications(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT code, (row->'published'->>'position')::bigint FROM views.publication_view", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
        {
            found.Add(rows.GetString(0), rows.GetInt64(1));
        }

        return found;
    }

    private static async Task<List<PublicEntry>> Entries(NpgsqlConnection connection, CancellationToken ct)
    {
        var conditions = new Conditions().Add(EntryQuery.OfNoCase);
        var types = Moving.Select(type => EntryQuery.Mentions(conditions.Parameter(EntryQuery.IsOfType(type))));
        conditions.Add($"({string.Join(" OR ", types)})");
        var found = await EntryQuery.Read(
            conditions.Command($"SELECT body FROM public_log.entry {conditions.Where} ORDER BY position", connection), ct);
        return [.. found.Select(logged => logged.Entry)];
    }
}
