using System.ComponentModel;
using GraphQL;
using Projections.Transparency;
using PublicApi.Transparency;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    [Description("The state of the ledger that this answer reflects. 本次应答所依据的台账状态。")]
    public static async Task<LedgerState> Ledger([FromServices] LedgerSnapshot snapshot, CancellationToken ct)
    {
        var connection = await snapshot.Connection(ct);
        var (size, root) = await EntryQuery.Head(connection, ct);
        return new(size, root, await PublishedLog.Checkpoint(connection, ct));
    }

    [Description("The public log, in order of position. 公开日志，按位置排列。")]
    public static async Task<EntryConnection> Entries(
        [Description("The position after which the page begins; from the first entry when left out. 起始位置（不含）；省略则从头开始。")] long? after,
        [PageSize][Description("How many entries, 1 to 100. 条数，1至100。")] int first,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var found = await EntryQuery.After(await snapshot.Connection(ct), after, first + 1, ct);
        return new([.. found.Take(first).Select(logged => new LogEntry(logged))], found.Count > first);
    }
}
