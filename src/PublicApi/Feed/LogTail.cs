using System.Collections.Immutable;
using Ledger.Journal;
using Microsoft.Extensions.Options;
using Npgsql;
using Projections.Transparency;

namespace PublicApi.Feed;

/// <summary>How far the log is published.</summary>
/// <param name="Size">Entries that readers may have: those of the newest signed checkpoint, of the head for a log without a key.</param>
/// <param name="Checkpoints">The newest signed checkpoints, in order of size.</param>
public sealed record Published(long Size, ImmutableArray<PublishedCheckpoint> Checkpoints);

/// <summary>
/// Follows the end of the log on behalf of all readers of this process: it asks the database, so it does not matter which
/// process sequences, and it asks only while there are readers.
/// </summary>
public sealed partial class LogTail(
    [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader,
    IOptions<FeedSettings> settings,
    TimeProvider clock,
    ILogger<LogTail> log) : BackgroundService
{
    /// <summary>Checkpoints that are kept at hand: more than are signed while a reader takes one.</summary>
    public const int CheckpointsAtHand = 64;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim asked = new(0);
    private readonly Lock gate = new();
    private Published? newest;
    private TaskCompletionSource changed = NewSignal();
    private int readers;

    /// <summary>What was seen last.</summary>
    public Published Newest
    {
        get
        {
            lock (gate)
            {
                return newest ?? new Published(0, []);
            }
        }
    }

    /// <summary>Follows the log until the result is disposed.</summary>
    public IDisposable Join()
    {
        if (Interlocked.Increment(ref readers) == 1)
        {
            asked.Release();
        }

        return new Leave(this);
    }

    /// <summary>Waits until the log is published in a way that the reader has not seen.</summary>
    /// <param name="isNew">Whether the reader wants this state.</param>
    /// <param name="ct">Ends the wait.</param>
    public async ValueTask<Published> Until(Predicate<Published> isNew, CancellationToken ct)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (newest is { } state && isNew(state))
                {
                    return state;
                }

                next = changed.Task;
            }

            await next.WaitAsync(ct);
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await asked.WaitAsync(stoppingToken);
                while (Volatile.Read(ref readers) > 0)
                {
                    Take(await Look(stoppingToken));
                    await Task.Delay(settings.Value.Poll, clock, stoppingToken);
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException fault)
            {
                LogFault(fault.SqlState ?? fault.GetType().Name);
                await Task.Delay(PauseAfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                asked.Release();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Published> Look(CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        var before = newest?.Checkpoints ?? [];
        var signed = await PublishedLog.NewestCheckpoints(connection, before.IsEmpty ? -1 : before[^1].Size.Value, CheckpointsAtHand, ct);
        var atHand = before.AddRange(signed);
        if (atHand.Length > CheckpointsAtHand)
        {
            atHand = atHand[^CheckpointsAtHand..];
        }

        var size = !settings.Value.OnlySigned ? (await EntryQuery.Head(connection, ct)).Size.Value
            : atHand.IsEmpty ? 0
            : atHand[^1].Size.Value;
        return new Published(size, atHand);
    }

    private void Take(Published state)
    {
        lock (gate)
        {
            if (newest is { } known && known.Size >= state.Size && known.Checkpoints.Length == state.Checkpoints.Length
                && (state.Checkpoints.IsEmpty || known.Checkpoints[^1].Size == state.Checkpoints[^1].Size))
            {
                return;
            }

            newest = state;
            changed.SetResult();
            changed = NewSignal();
        }
    }

    private sealed class Leave(LogTail tail) : IDisposable
    {
        private int isDone;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isDone, 1) == 0)
            {
                Interlocked.Decrement(ref tail.readers);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The live feed lost the database ({Reason}) and looks again.")]
    private partial void LogFault(string reason);
}
