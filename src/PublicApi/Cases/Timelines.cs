using Projections.Cases;
using Projections.Transparency;
using PublicApi.GraphQL;
using PublicApi.Transparency;

namespace PublicApi.Cases;

/// <summary>
/// The timelines of the cases of one page. The first case whose timeline is asked for reads those of all, in one
/// statement: so what a query costs follows from its shape and not from its rows.
/// </summary>
internal sealed class Timelines(IReadOnlyList<CaseView> page)
{
    /// <summary>Nearly every case has fewer events.</summary>
    public const int UsualItems = 20;

    private readonly Dictionary<(int First, long After), Dictionary<long, LogEntry>> known = [];

    public async Task<IEnumerable<LogEntry>> Of(CaseView view, int first, long after, LedgerSnapshot snapshot, CancellationToken ct)
    {
        if (!known.TryGetValue((first, after), out var entries))
        {
            long[] positions = [.. page.SelectMany(listed => PositionsOf(listed, first, after))];
            var found = await EntryQuery.At(await snapshot.Connection(ct), positions, ct);
            entries = found.ToDictionary(logged => logged.Entry.Position.Value, logged => new LogEntry(logged));
            known.Add((first, after), entries);
        }

        return PositionsOf(view, first, after).Select(position => entries[position]);
    }

    private static IEnumerable<long> PositionsOf(CaseView view, int first, long after) =>
        view.Positions.SkipWhile(position => position <= after).Take(first);
}
