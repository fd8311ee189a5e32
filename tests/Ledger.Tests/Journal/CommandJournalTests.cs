using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Store;
using Npgsql;

namespace Ledger.Tests.Journal;

public sealed class CaseJournalTests(Cluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Gives_a_repeated_command_its_first_answer_and_stores_nothing()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var stream = await ledger.SubmitCase("submit-1");
        var first = await Decline(ledger, stream, "decline-1");

        var again = await Decline(ledger, stream, "decline-1");

        var answer = Assert.IsType<Outcome.Done>(first).Appended;
        Assert.Equal(new StreamVersion(2), answer.Version);
        Assert.Equal(answer.EventIds, Assert.IsType<Outcome.Done>(again).Appended.EventIds);
        Assert.Equal(2, await ledger.Count("journal.mt_events"));
        Assert.Equal(1, await ledger.Count($"journal.mt_events WHERE id = '{answer.EventIds[0]}'"));
    }

    [Fact]
    public async Task Stores_one_of_fifty_parallel_copies_and_answers_all_alike()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var stream = await ledger.SubmitCase("submit-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Decline(ledger, stream, "decline-1")));

        Assert.Equal(2, await ledger.Count("journal.mt_events"));
        var ids = answers.Select(answer => Assert.IsType<Outcome.Done>(answer).Appended.EventIds.Single()).Distinct();
        Assert.Single(ids);
    }

    [Fact]
    public async Task Lets_one_of_two_racing_commands_at_one_version_through()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var stream = await ledger.SubmitCase("submit-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            ledger.Journal.Execute(
                stream, new StreamVersion(1), $"decline-{i}", _ => Decision.Accept(Declined($"decline-{i}")), Patience)));

        Assert.Single(answers.OfType<Outcome.Done>());
        Assert.All(answers.OfType<Outcome.Stale>(), stale => Assert.Equal(new StreamVersion(2), stale.Actual));
        Assert.Equal(15, answers.OfType<Outcome.Stale>().Count());
    }

    [Fact]
    public async Task Stores_nothing_of_a_refused_command()
    {
        await using var ledger = await TestLedger.Create(cluster);

        var answer = await ledger.Journal.Execute(
            "case-absent", expected: null, "c", _ => Decision.Refuse("INV-01", "first submit", "先提交"), Patience);

        Assert.Equal(new Outcome.Refused("INV-01", new Sentence("first submit", "先提交")), answer);
        Assert.Equal(0, await ledger.Count("journal.mt_streams"));
    }

    [Fact]
    public async Task Says_unknown_past_the_deadline_and_commits_all_the_same()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var stream = await ledger.SubmitCase("submit-1");
        await using var blocker = await ledger.Administrator.OpenConnectionAsync();
        await using var held = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("LOCK TABLE journal.mt_events IN SHARE MODE", blocker).ExecuteNonQueryAsync();

        var answer = await ledger.Journal.Execute(
            stream, expected: null, "decline-1", _ => Decision.Accept(Declined("decline-1")), TimeSpan.FromMilliseconds(1));
        Assert.IsType<Outcome.Unknown>(answer);
        await held.RollbackAsync();

        var again = Assert.IsType<Outcome.Done>(await Decline(ledger, stream, "decline-1"));
        Assert.Equal(new StreamVersion(2), again.Appended.Version);
        Assert.Equal(2, await ledger.Count("journal.mt_events"));
    }

    [Fact]
    public async Task A_commit_that_hangs_holds_up_its_own_stream_and_no_other()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var stream = await ledger.SubmitCase("submit-1");
        await using var blocker = await ledger.Administrator.OpenConnectionAsync();
        await using var held = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("SELECT FROM journal.mt_streams FOR UPDATE", blocker).ExecuteNonQueryAsync();
        var hanging = Decline(ledger, stream, "decline-1");
        var behind = Decline(ledger, stream, "decline-2");

        await Parallel.ForAsync(0, 1_000, async (i, _) => await ledger.SubmitCase($"other-{i}"));

        Assert.False(hanging.IsCompleted || behind.IsCompleted);
        await held.RollbackAsync();
        Assert.Equal(new StreamVersion(2), Assert.IsType<Outcome.Done>(await hanging).Appended.Version);
        Assert.Equal(new StreamVersion(3), Assert.IsType<Outcome.Done>(await behind).Appended.Version);
    }

    [Fact]
    public async Task Stores_by_the_page_what_a_single_command_would_store()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var fact = Samples.Submitted("submit-1");
        await ledger.SubmitCase("submit-1");

        await using var command = ledger.Administrator.CreateCommand(
            "SELECT type, mt_dotnet_type, tenant_id, data = $1::jsonb FROM journal.mt_events");
        command.Parameters.Add(new() { Value = System.Text.Encoding.UTF8.GetString(StoredEvents.Encode(fact)) });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();

        Assert.Equal("request.submitted.v1", row.GetString(0));
        Assert.Equal(StoredEvents.DotNetType(fact), row.GetString(1));
        Assert.Equal(StoredEvents.Tenant, row.GetString(2));
        Assert.True(row.GetBoolean(3));
    }

    [Fact]
    public async Task Reads_for_writing_what_an_import_stored()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await ledger.Recorder.RecordAsync([Samples.Account("1", hours: 5)], CancellationToken.None);
        CaseState? seen = null;

        await ledger.Journal.Execute(
            ledger.CaseIds.For("boston", "1"), new StreamVersion(2), "look", state => Look(state, out seen), Patience);

        Assert.Equal(CaseStage.Delivered, seen?.Stage);
        Assert.Equal(Samples.Noon.AddHours(5), seen?.CompletedAt);
    }

    private static Decision Look(CaseState state, out CaseState? seen)
    {
        seen = state;
        return Decision.Nothing;
    }

    private static Task<Outcome> Decline(TestLedger ledger, string stream, string commandId) => ledger.Journal.Execute(
        stream, expected: null, commandId, _ => Decision.Accept(Declined(commandId)), Patience);

    private static RequestDeclined Declined(string commandId) =>
        new(Samples.Envelope(commandId), "out_of_scope", ReasonText: null, "desk-1", Alternative: null);
}
