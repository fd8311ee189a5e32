using Ledger.Deciding;
using Ledger.Governance.Compliance;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Verdicts;

namespace PublicApi.Transparency;

/// <summary>Has months judged, in the province's name, when they are due (<see cref="DueMonths"/>).</summary>
/// <param name="reader">Connections in the role <see cref="Roles.Reader"/>.</param>
public sealed class MonthEvaluations(
    CommandJournal journal, NetworkCache network, FactsCache facts, NpgsqlDataSource reader, TimeProvider clock)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Records an evaluation of each month that is due, oldest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>How many; none while there is no provincial platform.</returns>
    public async Task<int> Record(CancellationToken ct, int most = int.MaxValue)
    {
        if (Provinces.Of(await network.Refresh(ct)) is not { } province)
        {
            return 0;
        }

        var now = Instants.ToMillisecond(clock.GetUtcNow());
        await using var connection = await reader.OpenConnectionAsync(ct);
        await facts.Warm(connection, ct);
        var due = await facts.Use(connection, 0, known => DueMonths.Of(known, now).Take(most).ToList(), ct);
        foreach (var (month, after) in due)
        {
            await Record(month, after, province, now);
        }

        return due.Count;
    }

    // Of several processes that find a month due only the first records it: the key says after which evaluation.
    private async Task Record(Month month, EntryMark? after, string province, DateTimeOffset now)
    {
        var key = after is null ? "evaluation-first" : $"evaluation-after-{after.Position}";
        var envelope = new Envelope(now, now, province, "system", Channels.PartnerApi, key, CausationId: null);
        var stream = ComplianceState.StreamOf(month.ToString());
        await journal.Execute<ComplianceState>(
            stream,
            expected: null,
            key,
            commandHash: null,
            (state, seen) => new EvaluateMonth().DecideOn(state, new Act(stream, envelope, seen, () => [])),
            Deadline);
    }
}

/// <summary>Looks every minute which months are due, and keeps the facts warm on the way. Of many it has one judged after the
/// other, so that what else is recorded gets its position in between.</summary>
internal sealed class MonthEvaluationService(MonthEvaluations months, TimeProvider clock, ILogger<MonthEvaluationService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseBetweenMonths = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await Look(stoppingToken) > 0 ? PauseBetweenMonths : Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<int> Look(CancellationToken ct)
    {
        try
        {
            return await months.Record(ct, most: 1);
        }
        catch (NpgsqlException fault)
        {
            // The next look tries again, and finds the same months due.
            NotRecorded(log, fault.SqlState, null);
            return 0;
        }
    }

    private static readonly Action<ILogger, string?, Exception?> NotRecorded = LoggerMessage.Define<string?>(
        LogLevel.Warning, new EventId(1), "The months that are due were not judged ({SqlState}); it will be tried again.");
}
