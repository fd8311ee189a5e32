using Ledger.Registry;
using Npgsql;

namespace Ledger.Journal;

/// <summary>
/// The registry in memory. Registry events are numbered one by one in the order of their commits (journal.registry_event), so
/// what is new since the last look is one short read; and a commit that was decided on an older registry is refused by the
/// database (journal.require_registry), so nothing is ever decided on a registry that had moved.
/// </summary>
/// <param name="writer">Connections in the role <see cref="Roles.Writer"/>.</param>
public sealed class NetworkCache(NpgsqlDataSource writer) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1, 1);

    private volatile Network current = Network.Empty;

    /// <summary>The registry as it was last seen here; perhaps not the latest.</summary>
    public Network Current => current;

    public void Dispose() => loading.Dispose();

    /// <summary>Reads the registry events since the last look.</summary>
    /// <exception cref="UndecodableEventException">A registry event cannot be read: nothing can be decided.</exception>
    public async Task<Network> Refresh(CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            var network = current;
            await using var command = writer.CreateCommand(
                """
                SELECT e.stream_id, e.type, e.data FROM journal.registry_event r JOIN journal.mt_events e USING (seq_id)
                WHERE r.number > $1 ORDER BY r.number
                """);
            command.Parameters.Add(new() { Value = network.Number });
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                network = network.Evolve(
                    rows.GetString(0), StoredEvents.Decode(rows.GetString(1), rows.GetFieldValue<byte[]>(2)));
            }

            return current = network;
        }
        finally
        {
            loading.Release();
        }
    }
}
