using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Projections.Witnessing;

/// <summary>
/// Has the newest signed checkpoint cosigned, round after round, beside sequencing. What witnesses hold against the log is
/// kept for the publisher, which stops on it.
/// </summary>
/// <param name="round">Asks the witnesses.</param>
/// <param name="log">Where the lack of a quorum goes.</param>
/// <param name="clock">Measures the pauses between rounds that got less than all.</param>
public sealed partial class Witnesses(WitnessRound round, ILogger<Witnesses> log, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<HeldCheckpoint> held = new();
    private readonly Channel<OfferedCheckpoint> offers =
        Channel.CreateBounded<OfferedCheckpoint>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private bool hadQuorum = true;

    /// <summary>Gives a checkpoint to be cosigned; one that still waits is dropped for it. Never waits.</summary>
    public void Offer(OfferedCheckpoint checkpoint) => offers.Writer.TryWrite(checkpoint);

    /// <summary>The next checkpoint that a witness holds against the log and that nobody has looked at.</summary>
    public bool TryTakeHeld(out HeldCheckpoint checkpoint)
    {
        var found = held.TryDequeue(out var next);
        checkpoint = next!;
        return found;
    }

    /// <summary>The checkpoints of this log that its witnesses show now.</summary>
    public Task<IReadOnlyList<HeldCheckpoint>> Copies(CancellationToken ct) => round.Copies(ct);

    /// <summary>Asks until cancelled: at each offer, and about the last one again while cosignatures are missing.</summary>
    public async Task Run(NpgsqlDataSource projector, CancellationToken ct)
    {
        OfferedCheckpoint? last = null;
        var pause = FirstPause;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await Next(last is null ? null : pause, ct) is { } offer)
                {
                    (last, pause) = (offer, FirstPause);
                }

                var complete = last is null || await Ask(projector, last, ct);
                (last, pause) = complete ? (null, FirstPause) : (last, pause * 2 < LongestPause ? pause * 2 : LongestPause);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException fault)
            {
                LogFault(fault.SqlState ?? fault.GetType().Name);
                await Task.Delay(FirstPause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Asks once about what was offered, for programs that end after their work.</summary>
    public async Task RunOnce(NpgsqlDataSource projector, CancellationToken ct)
    {
        if (offers.Reader.TryRead(out var offer))
        {
            await Ask(projector, offer, ct);
        }
    }

    public void Dispose() => round.Dispose();

    private async Task<bool> Ask(NpgsqlDataSource projector, OfferedCheckpoint offer, CancellationToken ct)
    {
        var outcome = await round.Run(projector, offer, ct);
        foreach (var checkpoint in outcome.Held)
        {
            held.Enqueue(checkpoint);
        }

        if (outcome.IsShown != hadQuorum)
        {
            hadQuorum = outcome.IsShown;
            LogQuorum(hadQuorum ? "are a quorum again" : "are no quorum; the public goes on seeing the checkpoint before", offer.Checkpoint.Size.Value);
        }

        return outcome.IsComplete;
    }

    // Null when the pause was over first.
    private async Task<OfferedCheckpoint?> Next(TimeSpan? pause, CancellationToken ct)
    {
        if (pause is not { } time)
        {
            return await offers.Reader.ReadAsync(ct);
        }

        using var limit = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await offers.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The witnesses that cosigned size {Size} {What}.")]
    private partial void LogQuorum(string what, long size);

    [LoggerMessage(LogLevel.Warning, "Witnesses cannot be asked without the database ({Reason}).")]
    private partial void LogFault(string reason);
}
