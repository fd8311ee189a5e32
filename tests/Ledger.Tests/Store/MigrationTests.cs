using Ledger.Journal;
using Npgsql;

namespace Ledger.Tests.Store;

public sealed class MigrationTests(Cluster cluster)
{
    [Fact]
    public async Task A_migration_waits_for_who_holds_the_ledger_as_long_as_that_takes()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await using var holder = await ledger.Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await Run(holder, $"SELECT pg_advisory_lock({Migration.Lock})");

        // A login whose own statements are given up after a second.
        var hasty = new NpgsqlConnectionStringBuilder(ledger.ConnectionString) { CommandTimeout = 1 }.ConnectionString;
        var migration = Migration.Apply(hasty, [], TestContext.Current.CancellationToken);
        while (await ledger.Count("pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0)
        {
            Assert.False(migration.IsFaulted, $"{migration.Exception}");
        }

        await Run(holder, "SELECT pg_sleep(2)");
        Assert.False(migration.IsCompleted);
        await Run(holder, $"SELECT pg_advisory_unlock({Migration.Lock})");
        await migration;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
