using Npgsql;

namespace Ledger.Tests.Store;

/// <summary>One sequenced case that every attempt is made on: each is refused, so one ledger serves all.</summary>
public sealed class GuardedLedger(Cluster cluster) : IAsyncLifetime
{
    public TestLedger Ledger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ledger = await TestLedger.Create(cluster);
        await Ledger.SubmitCase();
        await Ledger.Sequencer.Drain(CancellationToken.None);

        // Logins that are members of one role each, as a careful operator gives them to the parts of the service.
        foreach (var role in new[] { "ledger_writer", "ledger_projector", "ledger_reader", "ledger_alliance", "ledger_webhook" })
        {
            await using var command = Ledger.Administrator.CreateCommand($"CREATE ROLE login_{role} LOGIN IN ROLE {role}");
            await command.ExecuteNonQueryAsync();
        }
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}

public sealed class AppendOnlyTests(GuardedLedger guarded) : IClassFixture<GuardedLedger>
{
    // Every way to change or lose what is stored that SQL offers. Marten's foreign key would carry a DELETE on streams
    // over to the events.
    private static readonly string[] Changes =
    [
        "UPDATE journal.mt_events SET data = '{}'",
        "UPDATE journal.mt_events SET is_archived = true",
        "DELETE FROM journal.mt_events",
        "TRUNCATE journal.mt_events CASCADE",
        "DELETE FROM journal.mt_streams",
        "TRUNCATE journal.mt_streams CASCADE",
        "UPDATE journal.mt_streams SET id = id || 'x'",
        "UPDATE journal.mt_streams SET version = version - 1",
        "UPDATE journal.mt_streams SET is_archived = true",
        "SELECT journal.mt_archive_stream(id) FROM journal.mt_streams",
        "MERGE INTO journal.mt_events e USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE",
        "WITH gone AS (DELETE FROM journal.mt_events RETURNING 1) SELECT count(*) FROM gone",
        "INSERT INTO journal.mt_events SELECT * FROM journal.mt_events ON CONFLICT (seq_id) DO UPDATE SET data = '{}'",
        "UPDATE public_log.entry SET body = ''",
        "DELETE FROM public_log.entry",
        "TRUNCATE public_log.entry",
        "UPDATE public_log.tile SET hashes = sha256('x')",
        "DELETE FROM public_log.tile",
        "TRUNCATE public_log.tile",
        "TRUNCATE public_log.checkpoint CASCADE",
    ];

    // What a role could do to get rid of the guards first.
    private static readonly string[] Escapes =
    [
        "ALTER TABLE journal.mt_events DISABLE TRIGGER ALL",
        "ALTER TABLE journal.mt_events DROP CONSTRAINT pkey_mt_events_seq_id CASCADE",
        "DROP TABLE journal.mt_events CASCADE",
        "CREATE OR REPLACE FUNCTION journal.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "SET session_replication_role = replica",
        "SET ROLE ledger_owner",
        "SET SESSION AUTHORIZATION ledger_owner",
        "INSERT INTO journal.outbox VALUES (1)",
        "DELETE FROM journal.secret",
        "INSERT INTO public_log.head VALUES (false, 9)",
    ];

    public static TheoryData<string, string> LesserRoles()
    {
        var data = new TheoryData<string, string>();
        foreach (var role in new[] { "ledger_writer", "ledger_projector", "ledger_reader", "ledger_alliance", "ledger_webhook" })
        {
            foreach (var way in Changes.Concat(Escapes))
            {
                data.Add(role, way);
            }
        }

        return data;
    }

    public static TheoryData<string, string> Owners()
    {
        var data = new TheoryData<string, string>();
        foreach (var session in new[] { "SET ROLE ledger_owner", "SELECT 1", "SET session_replication_role = replica" })
        {
            foreach (var way in Changes)
            {
                data.Add(session, way);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(LesserRoles))]
    public async Task Refuses_a_role_every_way_to_change_the_ledger(string role, string way)
    {
        await AssertRefused($"login_{role}", "SELECT 1", way);
    }

    [Theory]
    [MemberData(nameof(Owners))]
    public async Task Refuses_the_owner_and_the_superuser_every_way_to_change_a_row(string session, string way)
    {
        await AssertRefused("ledger_admin", session, way);
    }

    [Theory]
    [InlineData("ledger_writer", "SELECT * FROM public_log.entry")]
    [InlineData("ledger_writer", "SELECT * FROM views.case_view")]
    [InlineData("ledger_projector", "INSERT INTO journal.mt_streams (id, version) VALUES ('case-x', 1)")]
    [InlineData("ledger_projector", "SELECT * FROM journal.secret")]
    [InlineData("ledger_projector", "SELECT * FROM journal.member")]
    [InlineData("ledger_reader", "SELECT * FROM journal.member")]
    [InlineData("ledger_writer", "INSERT INTO journal.member (id, node, role, unit, jwks, created_at) VALUES ('m', 'SC', 'province', 'SC', '{}', now())")]
    [InlineData("ledger_writer", "UPDATE journal.member SET revoked_at = NULL")]
    [InlineData("ledger_writer", "DELETE FROM journal.member")]
    [InlineData("ledger_reader", "SELECT * FROM journal.mt_events")]
    [InlineData("ledger_reader", "SELECT * FROM journal.secret")]
    [InlineData("ledger_reader", "SELECT * FROM webhook.endpoint")]
    [InlineData("ledger_writer", "SELECT * FROM webhook.endpoint")]
    [InlineData("ledger_alliance", "SELECT * FROM webhook.endpoint")]
    [InlineData("ledger_alliance", "SELECT * FROM journal.member")]
    [InlineData("ledger_alliance", "SELECT * FROM journal.secret")]
    [InlineData("ledger_alliance", "SELECT * FROM vault.item")]
    [InlineData("ledger_alliance", "INSERT INTO journal.mt_streams (id, version) VALUES ('case-x', 1)")]
    [InlineData("ledger_webhook", "SELECT * FROM journal.mt_events")]
    [InlineData("ledger_webhook", "SELECT * FROM vault.item")]
    [InlineData("ledger_webhook", "UPDATE webhook.endpoint SET url = 'x'")]
    [InlineData("ledger_reader", "INSERT INTO views.service_result SELECT * FROM views.service_result")]
    [InlineData("ledger_reader", "DELETE FROM views.case_view")]
    public async Task Keeps_each_role_to_its_own_work(string role, string way)
    {
        await AssertRefused($"login_{role}", "SELECT 1", way);
    }

    private async Task AssertRefused(string login, string session, string way)
    {
        var ledger = guarded.Ledger;
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(ledger.ConnectionString) { Username = login, Pooling = false });
        await using var connection = await source.OpenConnectionAsync();
        await new NpgsqlCommand(session, connection).ExecuteNonQueryAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => new NpgsqlCommand(way, connection).ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        Assert.Equal(1, await ledger.Count("journal.mt_events WHERE data <> '{}' AND NOT is_archived"));
        Assert.Equal(1, await ledger.Count("journal.mt_streams WHERE version = 1 AND NOT is_archived"));
        Assert.Equal(1, await ledger.Count("public_log.entry WHERE length(body) > 100"));
    }
}
