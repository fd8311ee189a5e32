using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Months;
using Projections.Transparency;

namespace Projections.Past;

/// <summary>
/// Of which months the rows of now are those of a state of the past: those that were judged by then and not again since. What
/// a month was judged to be before it was judged again is not kept, but for what was published of it.
/// </summary>
/// <param name="Kept">The rows of now are those of then.</param>
/// <param name="Replaced">Judged by then, and again since, or for findings acted upon since.</param>
public sealed record PastMonths(IReadOnlyList<string> Kept, IReadOnlyList<string> Replaced)
{
    private static readonly string[] Moving =
        [MonthEntries.Evaluated, MonthEntries.Published, MonthEntries.Acknowledged, MonthEntries.Cured, MonthEntries.Waived];

    /// <param name="size">The state's first so many entries.</param>
    /// <param name="withActs">Whether what was done about findings counts.</param>
    public static async Task<PastMonths> Read(NpgsqlConnection connection, long size, bool withActs, CancellationToken ct)
    {
        var (then, since) = (new SortedSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in await Entries(connection, ct))
        {
            var isSince = entry.Position.Value >= size;
            if (MonthEntries.Asks(entry) is { } month)
            {
                (isSince ? (ISet<string>)since : then).Add(month.ToString());
            }
            else if (isSince && withActs && MonthEntries.FindingOf(entry) is { } finding && FindingIds.MonthOf(finding) is { } acted)
            {
                since.Add(acted);
            }
        }

        return new([.. then.Except(since)], [.. then.Intersect(since)]);
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
