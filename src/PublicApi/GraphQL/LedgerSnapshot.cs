using GraphQL;
using Ledger.Journal;
using Npgsql;
using Projections.Disclosures;
using Projections.Past;
using Projections.Rebuild;
using Projections.Transparency;

namespace PublicApi.GraphQL;

/// <summary>
/// The state of the ledger that one request sees: one connection, one transaction at REPEATABLE READ, READ ONLY by the
/// settings of the role, opened by the first field that needs it. Fields run one after the other, so it is never shared.
/// </summary>
public sealed class LedgerSnapshot([FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader) : IAsyncDisposable
{
    // Fields of one request that ask for the same state of the past share it.
    private readonly Dictionary<long, PastRegistry> registries = [];
    private readonly Dictionary<long, PastCases> cases = [];
    private readonly HashSet<long> states = [];

    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;

    /// <summary>Where it is taken: as the reader of what is public, unless it is said before the first field asks.</summary>
    public NpgsqlDataSource Source { get; set; } = reader;

    public async Task<NpgsqlConnection> Connection(CancellationToken ct)
    {
        connection ??= await Source.OpenConnectionAsync(ct);
        transaction ??= await ViewSchema.BeginReading(connection, ct);
        return connection;
    }

    /// <summary>The size of a state that is asked for; null for the state of now.</summary>
    /// <exception cref="ExecutionError">The log never had it, or the request has asked for too many.</exception>
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
        var open = await Connection(ct);
        if (size is not { } past)
        {
            return open;
        }

        if (!registries.TryGetValue(past, out var registry))
        {
            registries.Add(past, registry = await PastRegistry.Read(open, past, ct));
        }

        return new(open, registry);
    }

    /// <summary>The cases and the service results at a moment.</summary>
    public async Task<ViewSource> Cases(long? size, CancellationToken ct)
    {
        var open = await Connection(ct);
        if (size is not { } past)
        {
            return open;
        }

        if (!cases.TryGetValue(past, out var rows))
        {
            cases.Add(past, rows = await PastCases.Read(open, past, ct));
        }

        return new(open, cases: rows);
    }

    /// <summary>Ends it, and gives the state of the log that all of it saw.</summary>
    public async Task<LogState> End(CancellationToken ct)
    {
        var open = await Connection(ct);

        // One trip for both.
        await using var batch = new NpgsqlBatch(open, transaction) { BatchCommands = { new(PublishedLog.SelectState), new("COMMIT") } };
        await using var row = await batch.ExecuteReaderAsync(ct);
        return await PublishedLog.ReadState(row, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private static async Task<long> Known(long size, NpgsqlConnection open, CancellationToken ct)
    {
        var known = (await EntryQuery.Head(open, ct)).Size.Value;
        return size <= known ? size : throw new ExecutionError($"asOf: the log has {known} entries, and so no state of {size}.")
        {
            Code = ErrorCodes.NoSuchState,
        };
    }
}
