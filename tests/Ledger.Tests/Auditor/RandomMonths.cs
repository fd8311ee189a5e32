using Ledger.Catalogue.Regimes;
using Ledger.Deciding;
using Ledger.Governance.Compliance;
using Ledger.Governance.Corrections;
using Ledger.Governance.Findings;
using Ledger.Governance.Publications;
using Ledger.Governance.StateDigests;
using Ledger.Journal;
using Ledger.Tests.Store;
using Npgsql;
using Projections.Transparency;
using Projections.Verdicts;

namespace Ledger.Tests.Auditor;

/// <summary>Grows a ledger by months that are judged and published, true or not, and by what is done about what is found.</summary>
public sealed class RandomMonths(TestLedger ledger, Random random)
{
    private static readonly string[] Months = ["2025-12", "2026-01", "2026-02"];
    private static readonly string Document = RegimeText.Canonical(File.ReadAllText(Repository.Path("src/PublicApi/Regimes/default.json")));

    private int number;

    /// <summary>Adopts a regime, and publishes a month with a figure that no entry gives: so something is found for sure.</summary>
    public async Task Begin()
    {
        await Adopt();
        await Record<PublicationState>($"publication-{Months[0]}", Publication(By(), Months[0]) with
        {
            Size = 0,
            Figures = [new NodeFigures(null, [new StatedFigure("received", 1)])],
        });
    }

    /// <summary>Judges the month of <see cref="Begin"/> by the regime as it was adopted: a correction may have spoilt it meanwhile,
    /// and every verdict with it.</summary>
    public async Task End()
    {
        await Adopt();
        await Record<ComplianceState>($"compliance-{Months[0]}", new ComplianceEvaluated(By(), Months[0]));
    }

    private Task Adopt()
    {
        // Before the months that are judged: nothing is in force before it was recorded.
        var early = Samples.Noon.AddDays(-40);
        var by = By() with { OccurredAt = early, RecordedAt = early };
        return Record<RegimeState>("regime-default", new RegimeAdopted(
            by, 1, "制度", "Regime", Document, new string('c', 64), early, "basis", null));
    }

    public async Task Step()
    {
        var month = Months[random.Next(Months.Length)];
        await (random.Next(5) switch
        {
            4 => Correct(),
            0 => Record<PublicationState>($"publication-{month}", Publication(By(), month)),
            1 => Act(),
            _ => Record<ComplianceState>($"compliance-{month}", new ComplianceEvaluated(By(), month)),
        });
    }

    private DisclosurePublished Publication(Envelope by, string month) => new(
        by, month, random.Next(200), "default", 1,
        [new NodeFigures(null, [new StatedFigure("received", random.Next(9))]), new NodeFigures("SC-510100", [new StatedFigure("accepted", random.Next(9))])],
        2, [new DigestedView("case_view", new string('a', 64))]);

    private async Task Correct()
    {
        await using NpgsqlConnection connection = await ledger.Reader.OpenConnectionAsync();
        var position = random.NextInt64(await ledger.Count("public_log.entry"));
        if ((await EntryQuery.At(connection, [position], CancellationToken.None)) is [{ Entry: var target }] && target.Fields.All.Count > 0)
        {
            var field = target.Fields.All[random.Next(target.Fields.All.Count)].Key;
            var value = new[] { "SC-510100", "7", "true", "2026-01-05T04:00:00.000Z" }[random.Next(4)];
            await Record<CorrectionState>(
                $"correction-{target.EventId}",
                new CorrectionIssued(By(), target.EventId, position, target.Type, 1, "R", [new CorrectedField(field, value)]));
        }
    }

    private async Task Act()
    {
        await using NpgsqlConnection connection = await ledger.Reader.OpenConnectionAsync();
        var found = await FindingQuery.Page(connection, new FindingFilter(), new(null, null, 50), CancellationToken.None);
        var id = found.Count == 0 ? "2026-01.D1-NONE.000000000000000000000000" : found[random.Next(found.Count)].Code;
        LedgerEvent fact = random.Next(3) switch
        {
            0 => new ViolationAcknowledged(By(), "D1-NONE", "2026-01", null),
            1 => new ViolationCured(By(), "D1-NONE", "2026-01", "SC-510100", "R"),
            _ => new ViolationWaived(By(), "D1-NONE", "2026-01", null, "R"),
        };
        await Record<FindingState>($"finding-{id}", fact);
    }

    private Envelope By() => new(Samples.Noon, Samples.Noon.AddMinutes(number), "SC", "system", Channels.PartnerApi, $"months-{number++}", null);

    private async Task Record<TState>(string stream, LedgerEvent fact)
        where TState : StreamState<TState>, new()
    {
        var outcome = await ledger.Journal.Execute<TState>(
            stream, expected: null, fact.Envelope.CommandId, commandHash: null, (_, _) => Decision.Accept(fact), Timeout.InfiniteTimeSpan);
        Assert.IsType<Outcome.Done>(outcome);
    }
}
