using Ledger.Deciding;
using Ledger.Governance.StateDigests;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Replay;

namespace PublicApi.Transparency;

/// <summary>Puts the digests of all views on the ledger: when it is asked to, and by itself once a month of Asia/Shanghai.</summary>
/// <param name="reader">Connections in the role <see cref="Roles.Reader"/>.</param>
public sealed class StateDigests(CommandJournal journal, NetworkCache network, NpgsqlDataSource reader, TimeProvider clock)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Computes the digests and records them.</summary>
    /// <param name="commandId">A repeated one records nothing.</param>
    /// <returns>Null when no provincial platform is registered, in whose name it could be recorded.</returns>
    public async Task<Outcome?> Record(string commandId, CancellationToken ct)
    {
        if (Provinces.Of(await network.Refresh(ct)) is null)
        {
            return null;
        }

        var digests = await DatabaseDigest.Compute(reader, ct);
        return await Record(commandId, digests.Size.Value, ViewDigest.Version, Digested(digests), ct);
    }

    /// <summary>Records digests that were computed.</summary>
    /// <param name="commandId">A repeated one records nothing.</param>
    /// <returns>Null when no provincial platform is registered, in whose name it could be recorded.</returns>
    public async Task<Outcome?> Record(string commandId, long size, int version, IReadOnlyList<DigestedView> views, CancellationToken ct)
    {
        if (Provinces.Of(await network.Refresh(ct)) is not { } province)
        {
            return null;
        }

        var now = Instants.ToMillisecond(clock.GetUtcNow());
        var envelope = new Envelope(now, now, province, "system", Channels.PartnerApi, commandId, CausationId: null);
        var command = new RecordStateDigest(size, version, views);
        return await journal.Execute<StateDigestState>(
            StateDigestState.Stream,
            expected: null,
            commandId,
            commandHash: null,
            (state, seen) => command.DecideOn(state, new Act(StateDigestState.Stream, envelope, seen, () => [])),
            Deadline);
    }

    /// <summary>Records the digest of a month that has none yet, once the ledger has a network.</summary>
    public async Task RecordIfDue(CancellationToken ct)
    {
        var month = Days.MonthOf(clock.GetUtcNow());
        var isDue = false;

        // Refused on purpose: only the state is looked at.
        await journal.Execute<StateDigestState>(
            StateDigestState.Stream,
            expected: null,
            $"due-{month:yyyy-MM}",
            commandHash: null,
            (state, _) =>
            {
                isDue = state.Month is not { } last || last < month;
                return Decision.Nothing;
            },
            Deadline);
        if (isDue)
        {
            // Of several processes only the first records it.
            await Record($"state-digest-{month:yyyy-MM}", ct);
        }
    }

    /// <summary>As events carry them: in ascending order of their names.</summary>
    internal static IReadOnlyList<DigestedView> Digested(ViewDigests digests) =>
        [.. digests.Views.OrderBy(view => view.Key, StringComparer.Ordinal).Select(view => new DigestedView(view.Key, view.Value))];
}

/// <summary>Looks every ten minutes whether a month's digest is due.</summary>
internal sealed class StateDigestService(StateDigests digests, TimeProvider clock, ILogger<StateDigestService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await digests.RecordIfDue(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException fault)
            {
                // The next look tries again; a digest that comes later is of a longer log, and as true.
                NotRecorded(log, fault.SqlState);
            }
        }
    }

    private static readonly Action<ILogger, string?, Exception?> NotRecordedMessage =
        LoggerMessage.Define<string?>(LogLevel.Warning, new EventId(1), "The digest of the views was not recorded ({SqlState}); it will be tried again.");

    private static void NotRecorded(ILogger log, string? sqlState) => NotRecordedMessage(log, sqlState, null);
}
