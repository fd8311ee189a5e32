using GraphQL;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Disclosures;
using Projections.Past;
using Projections.Rebuild;
using Projections.Transparency;

namespace PublicApi.GraphQL;

/// <summary>
/// The state of the ledger that one request sees: one connection, one transaction at REPEATABLE READ, READ ONLY by the
/// settings of the role, begun by the first statement of a field. Fields run one after the other, so it is never shared.
/// </summary>
public sealed class LedgerSnapshot([FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader) : IAsyncDisposable
{
    // Fields of one request that ask for the same state of the past share it.
    private readonly Dictionary<long, PastRegistry> registries = [];
    private readonly Dictionary<long, PastCases> cases = [];
    private readonly Dictionary<(long Size, MonthlyRows Asked), PastMonths> judged = [];
    private readonly HashSet<long> states = [];

    private NpgsqlConnection? connection;
    private ViewReading? reading;

    /// <summary>Where it is taken: as the reader of what is public, unless it is said before the first field asks.</summary>
    public NpgsqlDataSource Source { get; set; } = reader;

    public async Task<NpgsqlConnection> Connection(CancellationToken ct) => await (await Reading(ct)).Begin(ct);

    /// <summary>The size of a state that is asked for; null for the state of now.</summary>
    /// <exception cref="ExecutionError">The log never had it (<see cref="NoSuchPast"/>), or the request has asked for too many.</exception>
    public async Task<long?> Size(AsOf? asOf, CancellationToken ct)
    {
        if (asOf is null)
        {
            return null;
        }

        var open = await Connection(ct);
        var size = asOf.Instant is { } instant ? await PastSizes.At(open, instant, ct) : await Known(asOf.TreeSize!.Value, open, ct);
        return states.Add(size) && states.Count > Limits.PastStates
            ? throw new ExecutionError($"A request asks for {Limits.PastStates} states of the past at most.") { Code = ErrorCodes.LimitExceeded }
            : size;
    }

    /// <summary>The state and the instant that are asked for; the time of the state's newest entry where no instant is.</summary>
    /// <exception cref="ExecutionError">As <see cref="Size"/>.</exception>
    public async Task<Moment> Moment(AsOf? asOf, DateTimeOffset? at, CancellationToken ct)
    {
        var size = await Size(asOf, ct);
        return new(size, at, at is null ? await OfferQuery.NewestTime(await Connection(ct), size, ct) : null);
    }

    /// <summary>The rows of the registry and the catalogue at a moment.</summary>
    public async Task<ViewSource> Registry(long? size, CancellationToken ct)
    {
        var views = await Reading(ct);
        if (size is not { } past)
        {
            return new(views);
        }

        if (!registries.TryGetValue(past, out var registry))
        {
            registries.Add(past, registry = await PastRegistry.Read(await views.Begin(ct), past, ct));
        }

        return new(views, registry);
    }

    /// <summary>The cases and the service results at a moment.</summary>
    public async Task<ViewSource> Cases(long? size, CancellationToken ct)
    {
        var views = await Reading(ct);
        if (size is not { } past)
        {
            return new(views);
        }

        if (!cases.TryGetValue(past, out var rows))
        {
            cases.Add(past, rows = await PastCases.Read(await views.Begin(ct), past, ct));
        }

        return new(views, cases: rows);
    }

    /// <summary>The rows of judged months at a moment.</summary>
    /// <param name="from">First month that is asked for, yyyy-MM; null for no limit.</param>
    /// <param name="to">Last month that is asked for.</param>
    /// <param name="asked">The rows that are asked for.</param>
    /// <exception cref="ExecutionError">One of those asked for was judged, or for findings acted upon, again since, and what it was
    /// at the moment is not what was published of it.</exception>
    public async Task<ViewSource> Judged(long? size, string? from, string? to, MonthlyRows asked, CancellationToken ct)
    {
        var views = await Reading(ct);
        if (size is not { } past)
        {
            return new(views);
        }

        if (!judged.TryGetValue((past, asked), out var months))
        {
            judged.Add((past, asked), months = await PastMonths.Read(await views.Begin(ct), past, asked, ct));
        }

        var replaced = months.Replaced.Where(month =>
            string.CompareOrdinal(month, from ?? "") >= 0 && string.CompareOrdinal(month, to ?? "9999-99") <= 0).ToList();
        return replaced.Count == 0 ? new(views, months: months) : throw new NoSuchPast(
            ErrorCodes.StateNotKept,
            $"As of {past} this is not kept of {string.Join(", ", replaced)}: judged or acted upon again since. It is kept of the state in which a month was published.",
            $"{string.Join("、", replaced)} 在 {past} 个条目之后又经评定或处理，当时的数据未予保存；月份发布时的状态均予保存。");
    }

    /// <summary>Size and root of the log in a state.</summary>
    public async Task<(TreeSize Size, byte[] Root)> Head(long? size, CancellationToken ct) =>
        size is { } past ? await EntryQuery.HeadAt(await Connection(ct), past, ct) : await EntryQuery.Head(await Connection(ct), ct);

    /// <summary>Ends it, and gives the state of the log that all of it saw.</summary>
    public async Task<LogState> End(CancellationToken ct) => await (await Reading(ct)).End(ct);

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<ViewReading> Reading(CancellationToken ct)
    {
        connection ??= await Source.OpenConnectionAsync(ct);
        return reading ??= new(connection);
    }

    private static async Task<long> Known(long size, NpgsqlConnection open, CancellationToken ct)
    {
        var known = (await EntryQuery.Head(open, ct)).Size.Value;
        return size <= known ? size : throw new NoSuchPast(
            ErrorCodes.NoSuchState, $"asOf: the log has {known} entries, and so no state of {size}.", $"asOf：日志现有 {known} 个条目，没有 {size} 个条目时的状态。");
    }
}
