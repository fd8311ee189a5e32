using Ledger.Catalogue.Regimes;
using Ledger.Deciding;
using Ledger.Tests.Auditor;
using Ledger.Tests.Cases;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.PublicLog;
using Ledger.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Projections.Compliance.Months;
using Projections.Verdicts;
using PublicApi.Transparency;

namespace Ledger.Tests.Compliance;

/// <summary>The service as it judges and publishes months, over PostgreSQL.</summary>
public sealed class MonthServiceTests(Cluster cluster)
{
    [Fact]
    public async Task Months_that_are_due_are_judged_once_and_again_when_they_are_due_again()
    {
        // Noon of 5 January 2026. The network of the tests began in January 2025, and so did the regime: thirteen months.
        var clock = new ManualClock();
        await using var server = await Started(clock);
        var months = server.Services.GetRequiredService<MonthEvaluations>();
        Assert.Equal(13, await Judged(server, months));
        Assert.Equal(0, await Judged(server, months));

        // On 6 February: January has ended since it was judged, and February never was.
        clock.Advance(TimeSpan.FromDays(32));
        Assert.Equal(2, await Judged(server, months));
        Assert.Equal(0, await Judged(server, months));

        // The day after: nothing happened in February, and January is not published.
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Judged(server, months));
        Assert.Equal(16, await server.Ledger.Count("journal.mt_events WHERE type = 'compliance.evaluated.v1'"));
        Assert.Equal(14, await server.Ledger.Count("(SELECT DISTINCT row->>'month' FROM views.verdict_view) AS judged"));
    }

    [Fact]
    public async Task Two_processes_that_find_the_same_months_due_judge_each_once()
    {
        // The thirteen months of the test above.
        var clock = new ManualClock();
        await using var server = await Started(clock);
        await using var other = await TestServer.Start(server.Ledger, clock: clock);
        var (one, two) = (server.Services.GetRequiredService<MonthEvaluations>(), other.Services.GetRequiredService<MonthEvaluations>());

        // Nothing gets its position meanwhile, so neither sees in the log what the other one has recorded.
        await using (var gate = await server.Ledger.Administrator.OpenConnectionAsync())
        {
            await using var transaction = await gate.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("SELECT FROM public_log.head FOR UPDATE", gate, transaction);
            await hold.ExecuteNonQueryAsync();
            var counts = await Task.WhenAll(one.Record(CancellationToken.None), two.Record(CancellationToken.None));
            Assert.Equal([13, 13], counts);
        }

        await Sequenced(server);
        Assert.Equal(13, await server.Ledger.Count("journal.mt_events WHERE type = 'compliance.evaluated.v1'"));
        Assert.Equal(0, await two.Record(CancellationToken.None));
    }

    [Fact]
    public async Task An_empty_ledger_judges_nothing()
    {
        await using var server = await TestServer.Start(cluster);
        Assert.Equal(0, await server.Services.GetRequiredService<MonthEvaluations>().Record(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_published_is_what_the_entries_give_and_an_auditor_finds_it_right()
    {
        await using var server = await Started();

        // A request of noon on 5 January 2026, in the month that is published.
        await server.Ledger.SubmitCase();
        await Sequenced(server);
        Assert.Null((await server.Command("/publications/2026-01", By.Province, "{}")).Rule);
        await Sequenced(server);

        await using var connection = await server.Ledger.Reader.OpenConnectionAsync();
        var row = (await PublicationQuery.Find(connection, ["2026-01"], CancellationToken.None)).Single();
        Assert.Equal(
            [("", "received", 1L, 1L, 1L), (By.OwnerNode, "received", 1L, 1L, 1L)],
            row.Figures.Select(figure => (figure.Node, figure.Code, figure.Stated, figure.Recounted, figure.Now)));
        Assert.Equal(("default", 1L), (row.RegimeId, row.RegimeVersion));
        Assert.Equal(Projections.Replay.ViewDigest.Names.Order(StringComparer.Ordinal), row.Views.Select(view => view.Name));

        // The same digests stand in an entry of their own: two are compared, and the views of the replay are those of the service.
        using var log = await ReplayTests.Publish(server.Ledger);
        var replay = await log.Replay("--digests");
        Assert.EndsWith("recorded digests: 2 compared, 0 different\n", replay.Output, StringComparison.Ordinal);
        Assert.Equal(0, replay.Code);
    }

    [Fact]
    public async Task Nothing_is_computed_for_a_node_that_may_not_publish()
    {
        await using var server = await Started();

        // Whoever computes the digests waits for this, in vain.
        await using var gate = await server.Ledger.Administrator.OpenConnectionAsync();
        await using var transaction = await gate.BeginTransactionAsync();
        await using var close = new NpgsqlCommand("LOCK TABLE views.fold IN ACCESS EXCLUSIVE MODE", gate, transaction);
        await close.ExecuteNonQueryAsync();

        Assert.Equal("ACTOR-OWNER", (await server.Command("/publications/2025-12", By.OtherNode, "{}")).Rule);
    }

    [Fact]
    public async Task A_finding_is_answered_for_by_its_id_and_no_other_thing_is()
    {
        await using var server = await Started();
        Assert.Null((await server.Command("/compliance/2026-01/evaluate", By.Province, "{}")).Rule);
        await Sequenced(server);
        await using var connection = await server.Ledger.Reader.OpenConnectionAsync();
        var found = (await FindingQuery.Page(connection, new FindingFilter(Node: By.OtherNode), new(null, null, 1), CancellationToken.None)).Single();

        Assert.Null((await server.Command($"/findings/{found.Code}/acknowledge", By.OtherNode, "{}")).Rule);
        Assert.Equal("FINDING-UNKNOWN", (await server.Command($"/findings/{found.Code}0/acknowledge", By.OtherNode, "{}")).Rule);
        await Sequenced(server);

        var after = (await FindingQuery.Find(connection, [found.Code], CancellationToken.None)).SingleOrDefault();
        Assert.Equal((FindingStatuses.Acknowledged, By.OtherNode), (after!.Status, after.Acknowledged!.Node));
        Assert.Equal([found.Code], (await FindingQuery.Page(connection, new FindingFilter(Status: FindingStatuses.Acknowledged), new(null, null, 9), CancellationToken.None)).Select(row => row.Code));
    }

    private Task<TestServer> Started(TimeProvider? clock = null) => Start(cluster, clock);

    /// <summary>The service over the network of the samples, which has the regime that is shipped.</summary>
    internal static async Task<TestServer> Start(Cluster cluster, TimeProvider? clock = null)
    {
        var server = await TestServer.Start(cluster, clock: clock);
        await SampleNetwork.Write(server.Ledger);
        var text = RegimeText.Canonical(await File.ReadAllTextAsync(Repository.Path("src/PublicApi/Regimes/default.json")));
        var begin = new DateTimeOffset(2025, 1, 1, 4, 0, 0, TimeSpan.Zero);
        var by = By.TheProvince("adopt") with { OccurredAt = begin, RecordedAt = begin };
        var adopted = new RegimeAdopted(by, 1, "制度", "Regime", text, new string('c', 64), begin, "basis", null);
        await server.Ledger.Journal.Execute<RegimeState>(
            "regime-default", expected: null, "adopt", commandHash: null, (_, _) => Decision.Accept(adopted), Timeout.InfiniteTimeSpan);
        await Sequenced(server);
        return server;
    }

    private static async Task<int> Judged(TestServer server, MonthEvaluations months)
    {
        var count = await months.Record(CancellationToken.None);
        await Sequenced(server);
        return count;
    }

    private static Task Sequenced(TestServer server) => server.Ledger.Sequencer.Drain(TestContext.Current.CancellationToken);
}
