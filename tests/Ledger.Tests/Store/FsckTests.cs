using Projections.Sequencing;

namespace Ledger.Tests.Store;

public sealed class FsckTests(Cluster cluster)
{
    [Fact]
    public async Task Finds_nothing_wrong_with_a_sound_ledger()
    {
        await using var ledger = await WithHistory();
        await ledger.SubmitCase("waits");

        var report = await Check(ledger);

        Assert.Empty(report.Faults);
        Assert.Equal(new FsckReport(Events: 5, Entries: 4, Waiting: 1, report.Faults), report);
    }

    [Theory]
    [InlineData(
        "UPDATE journal.mt_events SET data = jsonb_set(data, '{region_code}', '\"510300\"') WHERE seq_id = 1",
        "ENTRY-BYTES", "position 0")]
    [InlineData(
        "UPDATE public_log.entry SET body = overlay(body placing 'X'::bytea from 20 for 1) WHERE position = 2",
        "ENTRY-BYTES", "position 2: the stored entry differs from its event at byte 19")]
    [InlineData("DELETE FROM public_log.entry WHERE position = 1", "GAP", "position 1 is missing")]
    [InlineData("DELETE FROM public_log.entry WHERE position = 3", "EVENT-WITHOUT-ENTRY", "event 4")]
    [InlineData("DELETE FROM journal.mt_events WHERE seq_id = 4", "ENTRY-WITHOUT-EVENT", "position 3")]
    [InlineData("DELETE FROM journal.mt_events WHERE seq_id = 4", "STREAM-VERSION", "is at version 2 and has 1 events")]
    [InlineData("UPDATE journal.mt_events SET id = (SELECT id FROM journal.mt_events WHERE seq_id = 1) WHERE seq_id = 2",
        "EVENT-ID-REPEATED", "stored 2 times")]
    [InlineData("UPDATE journal.mt_events SET type = 'request.imagined.v1' WHERE seq_id = 2", "UNDECODABLE", "request.imagined.v1")]
    [InlineData("UPDATE public_log.head SET size = 3", "HEAD", "the head says 3 entries and there are 4")]
    [InlineData("INSERT INTO journal.outbox VALUES (1)", "ENTRY-WAITING", "event 1")]
    [InlineData("UPDATE public_log.entry SET body = overlay(body placing 'X'::bytea from 20 for 1) WHERE position = 2", "ROOT", "the 4 entries")]
    [InlineData("UPDATE public_log.head SET root = sha256('x')", "ROOT", "the 4 entries")]
    [InlineData(
        "ALTER TABLE public_log.tile DISABLE TRIGGER refuse_rewrite; UPDATE public_log.tile SET hashes = overlay(hashes placing 'X'::bytea from 40 for 1); "
        + "ALTER TABLE public_log.tile ENABLE ALWAYS TRIGGER refuse_rewrite",
        "TILE", "tile/0/000.p/4 differs from the tree over the entries at byte 39")]
    [InlineData("INSERT INTO public_log.checkpoint VALUES (9, sha256('x'))", "CHECKPOINT", "bound itself to 9 entries and has 4")]
    [InlineData("INSERT INTO public_log.checkpoint VALUES (3, sha256('x'))", "CHECKPOINT", "size 3 has another root")]
    public async Task Finds_and_names_what_a_superuser_did_behind_its_back(string sql, string check, string detail)
    {
        await using var ledger = await WithHistory();
        await Run(ledger, """
            ALTER TABLE journal.mt_events DISABLE TRIGGER ALL; ALTER TABLE public_log.entry DISABLE TRIGGER ALL;
            """ + sql + """
            ; ALTER TABLE journal.mt_events ENABLE TRIGGER ALL; ALTER TABLE public_log.entry ENABLE TRIGGER ALL;
            ALTER TABLE journal.mt_events ENABLE ALWAYS TRIGGER refuse_change, ENABLE ALWAYS TRIGGER refuse_truncate, ENABLE ALWAYS TRIGGER fill_outbox;
            ALTER TABLE public_log.entry ENABLE ALWAYS TRIGGER refuse_change, ENABLE ALWAYS TRIGGER refuse_truncate;
            """);

        var faults = (await Check(ledger)).Faults;

        Assert.Contains(faults, fault => fault.Check == check && fault.Detail.Contains(detail, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Check == "GUARD");
    }

    [Theory]
    [InlineData("ALTER TABLE journal.mt_events DISABLE TRIGGER refuse_change", "refuse_change on journal.mt_events")]
    [InlineData("ALTER TABLE journal.mt_events ENABLE TRIGGER refuse_truncate", "refuse_truncate on journal.mt_events")]
    [InlineData("DROP TRIGGER fill_outbox ON journal.mt_events", "fill_outbox on journal.mt_events")]
    [InlineData("ALTER TABLE journal.mt_streams DISABLE TRIGGER refuse_delete", "refuse_delete on journal.mt_streams")]
    [InlineData("ALTER TABLE public_log.entry DISABLE TRIGGER refuse_change", "refuse_change on public_log.entry")]
    public async Task Reports_a_guard_that_was_switched_off_even_after_a_migration(string sql, string trigger)
    {
        await using var ledger = await WithHistory();
        await Run(ledger, sql);

        Assert.Contains(trigger, Assert.Single((await Check(ledger)).Faults, fault => fault.Check == "GUARD").Detail, StringComparison.Ordinal);
        if (!sql.StartsWith("DROP", StringComparison.Ordinal))
        {
            await Ledger.Journal.Migration.Apply(ledger.ConnectionString, [], CancellationToken.None);
            Assert.Single((await Check(ledger)).Faults, fault => fault.Check == "GUARD");
        }
    }

    private static Task<FsckReport> Check(TestLedger ledger) =>
        Fsck.Check(ledger.Administrator, new Progress<long>(), CancellationToken.None);

    // Events 1 and 2: two cases of one event. Events 3 and 4: one imported case, submitted and completed.
    private async Task<TestLedger> WithHistory()
    {
        var ledger = await TestLedger.Create(cluster);
        await ledger.SubmitCase("first");
        await ledger.SubmitCase("second");
        await ledger.Recorder.RecordAsync([Samples.Account("1", hours: 5)], CancellationToken.None);
        await ledger.Sequencer.Drain(CancellationToken.None);
        return ledger;
    }

    private static async Task Run(TestLedger ledger, string sql)
    {
        await using var command = ledger.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
