using Ledger.Tests.Store;
using Npgsql;
using Projections.Replay;
using Projections.Transparency;
using PublicApi.Demo;

namespace Ledger.Tests.Compliance;

/// <summary>The rows of judgements are stored beside the transaction of their page, and seen with it.</summary>
public sealed class JudgementRowsTests(Cluster cluster)
{
    private const string Unseen =
        """
        judgement NOT IN (SELECT now FROM views.judged_month UNION SELECT published FROM views.judged_month WHERE published IS NOT NULL)
        """;

    [Fact]
    public async Task What_was_stored_for_a_page_that_was_not_committed_nobody_sees_and_it_goes_when_the_months_are_judged_again()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await DemoWriter.Store(DemoPlan.Build(seed: 1, years: 1, scalePerMille: 10), ledger.Writer, static (_, _) => { }, CancellationToken.None);
        await Run(
            ledger,
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF EXISTS (SELECT FROM views.judged_month) THEN RAISE EXCEPTION 'not this page'; END IF; RETURN new; END $$;
            CREATE TRIGGER refuse BEFORE UPDATE ON public_log.head FOR EACH ROW EXECUTE FUNCTION refuse()
            """);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ledger.Sequencer.Drain(CancellationToken.None));
        Assert.Equal("not this page", refused.MessageText);
        foreach (var (table, views) in new[] { ("verdict_row", new[] { "verdict_view", "published_verdict_view" }), ("indicator_row", ["indicator_view", "published_indicator_view"]) })
        {
            Assert.NotEqual(0, await ledger.Count($"views.{table}"));
            Assert.Equal(0, await ledger.Count($"views.{views[0]}") + await ledger.Count($"views.{views[1]}"));
        }

        // Who led it holds the lock as long as its connection is there.
        ledger.Projector.Clear();
        await Run(ledger, "DROP TRIGGER refuse ON public_log.head");
        await ledger.Sequencer.Drain(CancellationToken.None);

        await AssertReplayGives(ledger);
        Assert.NotEqual(0, await ledger.Count("views.published_verdict_view"));
        Assert.Equal(0, await ledger.Count($"views.verdict_row WHERE {Unseen}") + await ledger.Count($"views.indicator_row WHERE {Unseen}"));
    }

    private static async Task AssertReplayGives(TestLedger ledger)
    {
        var replay = new MemoryReplay();
        await using var connection = await ledger.Reader.OpenConnectionAsync();
        foreach (var logged in await EntryQuery.After(connection, after: null, int.MaxValue, CancellationToken.None))
        {
            replay.Add(logged.Entry);
        }

        Assert.Equal(replay.Digest().Lines, (await DatabaseDigest.Compute(ledger.Reader, CancellationToken.None)).Lines);
    }

    private static async Task Run(TestLedger ledger, string sql)
    {
        await using var command = ledger.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
