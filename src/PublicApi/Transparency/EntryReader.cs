using GraphQL.DataLoader;
using Projections.Transparency;
using PublicApi.GraphQL;

namespace PublicApi.Transparency;

/// <summary>
/// Entries that fields of one request point to, read in its snapshot. Fields name what they need first; then all of it is
/// read in one statement. So what a query costs follows from its shape and not from its rows.
/// </summary>
public sealed class EntryReader(LedgerSnapshot snapshot)
{
    private readonly HashSet<long> wanted = [];
    private readonly Dictionary<long, LogEntry> known = [];

    /// <summary>The entries at some positions, in their order.</summary>
    internal IDataLoaderResult<IEnumerable<LogEntry>> At(IReadOnlyCollection<long> positions)
    {
        wanted.UnionWith(positions.Where(position => !known.ContainsKey(position)));
        return new Deferred<IEnumerable<LogEntry>>(async ct =>
        {
            if (wanted.Count > 0)
            {
                foreach (var logged in await EntryQuery.At(await snapshot.Connection(ct), [.. wanted], ct))
                {
                    known[logged.Entry.Position.Value] = new LogEntry(logged);
                }

                wanted.Clear();
            }

            return positions.Select(position => known[position]);
        });
    }
}
