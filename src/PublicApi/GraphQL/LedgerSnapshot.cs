using Ledger.Journal;
using Npgsql;
using Projections.Rebuild;

namespace PublicApi.GraphQL;

/// <summary>
/// The state of the ledger that one request sees: one connection, one transaction at REPEATABLE READ, READ ONLY by the
/// settings of the role, opened by the first field that needs it. Fields run one after the other, so it is never shared.
/// </summary>
public sealed class LedgerSnapshot([FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader) : IAsyncDisposable
{
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
}
