using Ledger.Journal;
using Npgsql;

namespace Ledger.Tests.Store;

public sealed class RolesTests(Cluster cluster)
{
    // Those of members and of the vault, which have small pools of their own.
    private const int Others = 12;

    [Fact]
    public async Task One_process_opens_fewer_connections_than_PostgreSQL_has_for_those_who_are_no_superusers()
    {
        await using var administrator = NpgsqlDataSource.Create(cluster.Administrator);
        await using var ask = administrator.CreateCommand(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int");
        var given = (int)(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        string[] roles = [Roles.Owner, Roles.Writer, Roles.Projector, Roles.Reader, Roles.Alliance, Roles.Webhooks];
        Assert.InRange(roles.Sum(role => Size("Host=/nowhere", role)) + Others, 1, given - 1);

        // A size that the operator names holds.
        Assert.All(roles, role => Assert.Equal(3, Size("Host=/nowhere;Maximum Pool Size=3", role)));
    }

    private static int Size(string connectionString, string role)
    {
        using var pool = Roles.Connect(connectionString, role);
        return new NpgsqlConnectionStringBuilder(pool.ConnectionString).MaxPoolSize;
    }
}
