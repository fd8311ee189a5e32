using Ledger.Journal;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PublicApi.Webhooks;

/// <summary>One in the whole deployment delivers. The lock lives on a connection of its own and goes with the process; should two
/// ever overlap, a receiver hears an entry twice, and no webhook's place is lost.</summary>
internal sealed partial class Deliverer(
    Deliveries deliveries,
    [FromKeyedServices(Roles.Webhooks)] NpgsqlDataSource source,
    IOptions<WebhookSettings> settings,
    TimeProvider clock,
    ILogger<Deliverer> log) : BackgroundService
{
    // Any fixed number.
    private const long Lock = 0x4C45_4447_5745_4248;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Lead(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The place of every webhook is kept, so nothing is lost by trying again.
                LogFault(fault is PostgresException refused ? refused.SqlState : fault.GetType().Name);
                await Task.Delay(PauseAfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Lead(CancellationToken ct)
    {
        await using var held = await source.OpenConnectionAsync(ct);
        while (!await Ask(held, $"SELECT pg_try_advisory_lock({Lock})", ct))
        {
            await Task.Delay(settings.Value.Poll, clock, ct);
        }

        // Asking also finds a connection that broke, and the lock with it.
        while (await Ask(held, "SELECT true", ct))
        {
            if (!await deliveries.Round(ct))
            {
                await Task.Delay(settings.Value.Poll, clock, ct);
            }
        }
    }

    private static async Task<bool> Ask(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks could not be told ({Reason}); it is tried again.")]
    private partial void LogFault(string reason);
}
