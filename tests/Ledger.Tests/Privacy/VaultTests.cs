using System.Security.Cryptography;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Privacy.Consents;
using Ledger.Tests.Store;
using Ledger.Vault;
using Npgsql;

namespace Ledger.Tests.Privacy;

public sealed class VaultTests(Cluster cluster)
{
    private const string Words = "Zhang San agrees, 138 0000 0000";

    private static readonly string Subject = CaseIds.Prefix + "01936f2a-0000-7000-8000-0000000000aa";

    [Fact]
    public async Task A_value_is_stored_encrypted_and_opens_the_commitment_of_its_event()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var salt = RandomNumberGenerator.GetBytes(32);

        var eventId = Assert.IsType<Outcome.Done>(await Grant(ledger.Journal, "consent-1", Subject, Words, salt)).Appended.EventIds.Single();

        var opened = Assert.Single(await TestVault.Table.Open(ledger.Writer, Subject, CancellationToken.None));
        Assert.Equal((eventId, "scope_text", Words), (opened.EventId, opened.Field, opened.Value));
        Assert.Equal(salt, opened.Salt);
        var stored = await Text(ledger, "SELECT data ->> 'scope_text' FROM journal.mt_events");
        Assert.Contains(Convert.ToBase64String(Sealed.Commit("scope_text", opened.Value, opened.Salt)), stored, StringComparison.Ordinal);
        var rows = await Text(ledger, "SELECT i::text || k::text FROM vault.item i, vault.subject_key k");
        Assert.DoesNotContain("5a68616e672053616e", rows, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(salt), rows, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_a_value_nothing_is_kept_and_the_event_looks_the_same()
    {
        await using var ledger = await TestLedger.Create(cluster);

        Assert.IsType<Outcome.Done>(await Grant(ledger.Journal, "consent-1", Subject, words: null));

        Assert.Equal(0, await ledger.Count("vault.subject_key"));
        Assert.Equal(32, Convert.FromBase64String(await Text(ledger, "SELECT data -> 'scope_text' ->> 'commitment' FROM journal.mt_events")).Length);
    }

    [Fact]
    public async Task First_uses_of_a_subject_at_once_make_one_key()
    {
        await using var ledger = await TestLedger.Create(cluster);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Grant(ledger.Journal, $"consent-{i}", Subject, $"words {i}")));

        Assert.All(answers, answer => Assert.IsType<Outcome.Done>(answer));
        Assert.Equal(1, await ledger.Count("vault.subject_key"));
        var opened = await TestVault.Table.Open(ledger.Writer, Subject, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"words {i}").ToHashSet(), opened.Select(value => value.Value).ToHashSet());
    }

    [Fact]
    public async Task An_erasure_that_finds_nothing_leaves_what_is_stored_meanwhile()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await using var storing = await ledger.Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await storing.BeginTransactionAsync(TestContext.Current.CancellationToken);

        // Nobody else deletes a key until the commit.
        await Run("LOCK TABLE vault.subject_key IN SHARE MODE");
        await using var erase = ledger.Writer.CreateCommand("SELECT count(*) FROM vault.erase('case-1')");
        var erasing = erase.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        while (!erasing.IsCompleted && await ledger.Count("pg_locks WHERE relation = 'vault.subject_key'::regclass AND NOT granted") == 0)
        {
        }

        await Run(
            """
            INSERT INTO vault.subject_key (subject, wrapped) VALUES ('case-1', decode(repeat('00', 60), 'hex'));
            INSERT INTO vault.item (event_id, field, subject, nonce, ciphertext, tag)
            VALUES (gen_random_uuid(), 'need_text', 'case-1', decode(repeat('00', 12), 'hex'), '', decode(repeat('00', 16), 'hex'))
            """);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0L, await erasing);
        Assert.Equal(1, await ledger.Count("vault.item JOIN vault.subject_key USING (subject)"));

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, storing, transaction);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task First_commands_of_one_stream_at_once_are_each_answered()
    {
        await using var ledger = await TestLedger.Create(cluster);

        for (var stream = 0; stream < 20; stream++)
        {
            var id = $"consent-{stream}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Grant(ledger.Journal, id, Subject, Words, commandId: $"c-{i}")));
            Assert.Equal(1, answers.Sum(answer => Assert.IsType<Outcome.Done>(answer).Appended.EventIds.Length));
        }

        Assert.Equal(20, await ledger.Count("vault.item"));
    }

    // A trigger fails about half of the commits at their very end; racing copies and lost races are rolled back as well.
    [Fact]
    public async Task A_commit_that_fails_leaves_nothing_in_the_vault()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Run(ledger.Administrator, """
            CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON journal.mt_events DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (random() < 0.5) EXECUTE FUNCTION public.fail();
            """);

        var stored = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            try
            {
                // Every stream is tried five times and every subject shared by ten streams.
                var answer = await Grant(ledger.Journal, $"consent-{i % 40}", $"case-{new Guid(i % 4, 0, 0, new byte[8])}", "w", commandId: $"c-{i}");
                Interlocked.Add(ref stored, answer is Outcome.Done { Appended.EventIds.Length: 1 } ? 1 : 0);
            }
            catch (Exception fault) when (fault is PostgresException { SqlState: "P0001" } || fault.InnerException is PostgresException { SqlState: "P0001" })
            {
                // The commit that the trigger failed.
            }
        });

        Assert.InRange(stored, 1, 40);
        Assert.Equal(stored, await ledger.Count("journal.mt_events"));
        Assert.Equal(stored, await ledger.Count("vault.item"));
        Assert.Equal(0, await ledger.Count("vault.item WHERE event_id NOT IN (SELECT id FROM journal.mt_events)"));
        Assert.Equal(0, await ledger.Count("vault.subject_key WHERE subject NOT IN (SELECT subject FROM vault.item)"));
    }

    [Theory]
    [InlineData("UPDATE vault.item SET field = 'reason'")]
    [InlineData("UPDATE vault.item SET event_id = '01936f2a-0000-7000-8000-0000000000bb'")]
    [InlineData("UPDATE vault.item SET ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1)")]
    [InlineData("UPDATE vault.subject_key SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)")]
    [InlineData("INSERT INTO vault.subject_key SELECT 'case-other', wrapped FROM vault.subject_key; UPDATE vault.item SET subject = 'case-other'")]
    public async Task A_row_that_was_moved_or_changed_does_not_open(string change)
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Grant(ledger.Journal, "consent-1", Subject, Words);

        await Run(ledger.Administrator, change);

        var subject = await Text(ledger, "SELECT subject FROM vault.item");
        await Assert.ThrowsAsync<AuthenticationTagMismatchException>(() => TestVault.Table.Open(ledger.Writer, subject, CancellationToken.None));
    }

    [Fact]
    public async Task Another_master_key_opens_nothing_and_stores_nothing_under_a_key_it_cannot_read()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Grant(ledger.Journal, "consent-1", Subject, Words);
        var other = new VaultTable(MasterKey.Parse(Convert.ToBase64String(new byte[32])));

        await Assert.ThrowsAsync<AuthenticationTagMismatchException>(() => other.Open(ledger.Writer, Subject, CancellationToken.None));
        await using var store = MartenSetup.Open(ledger.Writer);
        var journal = new CommandJournal(store, new NetworkCache(ledger.Writer), TimeProvider.System, Guid.CreateVersion7, other);
        await Assert.ThrowsAsync<AuthenticationTagMismatchException>(() => Grant(journal, "consent-2", Subject, Words));
        Assert.Equal(1, await ledger.Count("journal.mt_events"));
    }

    [Fact]
    public async Task Without_a_master_key_confidential_values_are_refused_and_nothing_else_is()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await using var store = MartenSetup.Open(ledger.Writer);
        var journal = new CommandJournal(store, new NetworkCache(ledger.Writer), TimeProvider.System, Guid.CreateVersion7);

        var refused = Assert.IsType<Outcome.Refused>(await Grant(journal, "consent-1", Subject, Words));
        Assert.Equal("NO-VAULT", refused.Rule);
        Assert.Equal(0, await ledger.Count("journal.mt_events"));
        Assert.IsType<Outcome.Done>(await Grant(journal, "consent-1", Subject, words: null));
    }

    [Theory]
    [InlineData("ledger_writer", "DELETE FROM vault.item")]
    [InlineData("ledger_writer", "UPDATE vault.item SET tag = tag")]
    [InlineData("ledger_writer", "DELETE FROM vault.subject_key")]
    [InlineData("ledger_writer", "UPDATE vault.subject_key SET wrapped = wrapped")]
    [InlineData("ledger_projector", "SELECT FROM vault.item")]
    [InlineData("ledger_projector", "SELECT FROM vault.subject_key")]
    [InlineData("ledger_projector", "SELECT vault.erase('x')")]
    [InlineData("ledger_reader", "SELECT FROM vault.item")]
    [InlineData("ledger_reader", "SELECT FROM vault.subject_key")]
    [InlineData("ledger_reader", "SELECT vault.hold_key('x', NULL)")]
    public async Task The_roles_have_what_they_need_and_no_more(string role, string sql)
    {
        await using var ledger = await TestLedger.Create(cluster);
        await using var source = Roles.Connect(ledger.ConnectionString, role);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Run(source, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64")]
    [InlineData(TestVault.Key + "AAAA")]
    public void A_master_key_is_32_bytes_in_base64(string text)
    {
        var fault = Assert.Throws<FormatException>(() => MasterKey.Parse(text));
        Assert.Equal("A vault key is 32 bytes in base64.", fault.Message);
    }

    private static Task<Outcome> Grant(
        CommandJournal journal, string stream, string subject, string? words, byte[]? salt = null, string? commandId = null)
    {
        var envelope = Samples.Envelope(commandId ?? $"grant-{stream}");
        return journal.Execute<ConsentState>(
            stream,
            expected: null,
            envelope.CommandId,
            commandHash: null,
            (state, _) => state.Exists ? Decision.Nothing : Decision.Accept(new ConsentGranted(
                envelope,
                subject,
                ["callback"],
                Sealed.Of("scope_text", subject, words is null ? null : new Confidential(words), salt ?? RandomNumberGenerator.GetBytes(32)))),
            TimeSpan.FromMinutes(1));
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Text(TestLedger ledger, string sql)
    {
        await using var command = ledger.Administrator.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
