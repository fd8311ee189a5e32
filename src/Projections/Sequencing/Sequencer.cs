using System.Data;
using Ledger.Journal;
using Microsoft.Extensions.Logging;
using Npgsql;
using Projections.Transparency;
using Projections.Verdicts;

namespace Projections.Sequencing;

/// <summary>An event that must not be passed over cannot be published. The sequencer stops until it is repaired.</summary>
public sealed class SequencerAlarmException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Gives every committed event its position in the public log. There is one in the whole deployment: it works on the
/// very connection that holds an advisory lock, so losing the lock and losing the transaction are one event.
/// </summary>
/// <param name="projector">Connections in the role <see cref="Roles.Projector"/>.</param>
/// <param name="log">Where alarms go.</param>
/// <param name="clock">Measures the pauses between looks at the outbox, and between checkpoints.</param>
/// <param name="publisher">Signs checkpoints; null for a log that has no key.</param>
/// <param name="facts">What months are judged from, where others of this process use it too.</param>
public sealed partial class Sequencer(
    NpgsqlDataSource projector, ILogger<Sequencer> log, TimeProvider clock, CheckpointPublisher? publisher = null,
    FactsCache? facts = null)
{
    /// <summary>Events in one transaction: large enough to make set-based writes pay, small enough to bound memory.</summary>
    public const int PageEvents = 5_000;

    /// <summary>Events in one transaction at most.</summary>
    public int LargestPage { get; init; } = PageEvents;

    internal const long Lock = 0x4C45_4447_4552_5351;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly FactsCache facts = facts ?? new FactsCache();

    /// <summary>Why sequencing stopped; null while it goes on.</summary>
    public string? Alarm { get; private set; }

    /// <summary>
    /// Waits its turn, then sequences until cancelled. When the database goes away it begins anew, from what the database
    /// then says: nothing kept in memory between pages is believed. An alarm ends it.
    /// </summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && Alarm is null)
        {
            try
            {
                await using var connection = await Lead(ct);
                if (await Mirror.Policy(connection, ct) is not null)
                {
                    LogMirror();
                    return;
                }

                await Work(connection, ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException fault) when (fault is not PostgresException refusal || PassesByItself(refusal))
            {
                LogFault(fault.SqlState ?? fault.GetType().Name);
                await Task.Delay(PauseAfterFault, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception fault)
            {
                // Whatever it is, publishing on would be publishing on doubt.
                Alarm = Explain(fault);
                LogAlarm(Alarm);
            }
        }
    }

    private async Task Work(NpgsqlConnection connection, CancellationToken ct)
    {
        await Begin(connection, ct);
        await using var pages = new SequencerPages(projector, facts, TreeWork.Full);
        long? published = null;
        while (connection.State == ConnectionState.Open)
        {
            var sequenced = await pages.Next(connection, LargestPage, ct);
            if (publisher is not null && (published is not { } last || clock.GetElapsedTime(last) >= CheckpointPublisher.Interval))
            {
                await publisher.Publish(connection, ct);
                published = clock.GetTimestamp();
            }

            // The next page is a larger one then: of a thousand commands a second a page each would take most of its time to begin.
            if (sequenced < LargestPage)
            {
                await Task.Delay(Pause, clock, ct);
            }
        }
    }

    private Task Begin(NpgsqlConnection connection, CancellationToken ct) => publisher?.Begin(connection, ct) ?? Task.CompletedTask;

    /// <summary>Returns when the outbox is empty: by sequencing here when nobody leads, else by waiting for who does.</summary>
    /// <exception cref="SequencerAlarmException">An event cannot be published.</exception>
    public async Task Drain(CancellationToken ct)
    {
        await using var connection = await projector.OpenConnectionAsync(ct);
        if (await Mirror.Policy(connection, ct) is not null)
        {
            throw new SequencerAlarmException("This ledger is a mirror of a public log: nothing is sequenced or signed here.");
        }

        await using var pages = new SequencerPages(projector, facts, TreeWork.Full);
        var leads = false;
        while (await HasOutbox(connection, ct))
        {
            if (leads)
            {
                await pages.Next(connection, LargestPage, ct);
            }
            else if (await Ask(connection, $"SELECT pg_try_advisory_lock({Lock})", ct))
            {
                leads = true;
                await Begin(connection, ct);
            }
            else
            {
                await Task.Delay(Pause, clock, ct);
            }
        }

        if (leads)
        {
            await (publisher?.Publish(connection, ct) ?? Task.CompletedTask);
            await Ask(connection, $"SELECT pg_advisory_unlock({Lock})", ct);
            await (publisher?.Witnesses?.RunOnce(projector, ct) ?? Task.CompletedTask);
        }
    }

    // Shutdown and crash recovery (57), lost connections (08), want of room or connections (53), and lost races.
    private static bool PassesByItself(PostgresException refusal) =>
        refusal.IsTransient || refusal.SqlState[..2] is "57" or "08" or "53";

    private static string Explain(Exception fault) => fault switch
    {
        SequencerAlarmException alarm => alarm.Message,
        PostgresException refusal => $"the database refused a page: {refusal.SqlState} {refusal.ConstraintName ?? refusal.TableName}",
        _ => $"an internal fault, {fault.GetType().Name}",
    };

    private async Task<NpgsqlConnection> Lead(CancellationToken ct)
    {
        var connection = await projector.OpenConnectionAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Lock})", connection);
            await command.ExecuteNonQueryAsync(ct);
            LogLeads();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static Task<bool> HasOutbox(NpgsqlConnection connection, CancellationToken ct) =>
        Ask(connection, "SELECT EXISTS (SELECT FROM journal.outbox)", ct);

    private static async Task<bool> Ask(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    [LoggerMessage(LogLevel.Information, "This process sequences the public log.")]
    private partial void LogLeads();

    [LoggerMessage(LogLevel.Information, "This ledger is a mirror: nothing is sequenced or signed.")]
    private partial void LogMirror();

    [LoggerMessage(LogLevel.Warning, "The sequencer lost the database ({Reason}) and begins anew.")]
    private partial void LogFault(string reason);

    [LoggerMessage(LogLevel.Critical, "ALARM: the sequencer stopped and publishes nothing more until this is repaired: {Reason}.")]
    private partial void LogAlarm(string reason);
}
