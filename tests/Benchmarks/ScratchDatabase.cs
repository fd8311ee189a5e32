using Npgsql;

namespace Benchmarks;

/// <summary>Databases of the benchmarks' own beside the one that is named.</summary>
internal static class ScratchDatabase
{
    /// <summary>Makes a database, empty or as a copy; gives its connection string. One of that name is dropped first.</summary>
    public static async Task<string> Create(string connectionString, string name, string template = "template1")
    {
        NpgsqlConnection.ClearAllPools();
        await using var administrator = NpgsqlDataSource.Create(connectionString);
        await administrator.CreateCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)").ExecuteNonQueryAsync();
        await administrator.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template}").ExecuteNonQueryAsync();

        // What copying it left to be written is not to be written while somebody measures.
        await administrator.CreateCommand("CHECKPOINT").ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }
}
