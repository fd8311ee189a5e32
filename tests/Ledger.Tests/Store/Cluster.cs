using System.Diagnostics;
using Ledger.Journal;
using Npgsql;
using Projections;

namespace Ledger.Tests.Store;

/// <summary>One throw-away PostgreSQL cluster for the test run, made by the same script that serves users.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-tests-").FullName;
    private int databases;

    /// <summary>Connection string of the cluster's first database, as its administrator.</summary>
    public string Administrator { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        // How fast the machine is decides nothing: whoever waits here waits until it has what it waits for. Two tests at a time
        // and what they begin share the cluster's connections.
        Administrator = new NpgsqlConnectionStringBuilder(await Run("start", folder, "--throw-away"))
        {
            CommandTimeout = 0,
            Timeout = 0,
            MaxPoolSize = 32,
        }.ConnectionString;
        await CreateDatabase("template_ledger", template: "template1");
        await Migration.Apply(ConnectionTo("template_ledger"), [ViewFold.Script], CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Run("destroy", folder);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A fresh, migrated database; its connection string.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"ledger_{Interlocked.Increment(ref databases)}";
        await CreateDatabase(name, template: "template_ledger");
        return ConnectionTo(name);
    }

    /// <summary>A copy of a database as it stands, as a backup would keep it; nobody may be connected to it.</summary>
    public async Task<string> Copy(string connectionString)
    {
        var name = $"ledger_{Interlocked.Increment(ref databases)}";
        await CreateDatabase(name, template: new NpgsqlConnectionStringBuilder(connectionString).Database!);
        return ConnectionTo(name);
    }

    /// <summary>kill -9 of every process of the cluster.</summary>
    public Task Kill() => Run("kill", folder);

    /// <summary>Starts the cluster again after <see cref="Kill"/>; it recovers by itself.</summary>
    public Task Restart() => Run("start", folder, "--throw-away");

    /// <summary>Runs <c>ops/postgres VERB …</c> and gives the last line it prints.</summary>
    public static async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.Path("ops/postgres"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"ops/postgres {string.Join(' ', arguments)}: {await errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
    }

    private async Task CreateDatabase(string name, string template)
    {
        await using var administrator = NpgsqlDataSource.Create(Administrator);
        await CreateCopy(administrator, name, template);
        if (template != "template1")
        {
            // A copy has its template's tables with all grants on them, and not those on the database itself.
            await administrator.CreateCommand($"GRANT CREATE ON DATABASE {name} TO {Roles.Owner}").ExecuteNonQueryAsync();
        }
    }

    // PostgreSQL waits five seconds for sessions of the template that are closed and not yet gone, and then refuses.
    private static async Task CreateCopy(NpgsqlDataSource administrator, string name, string template)
    {
        for (var isMade = false; !isMade;)
        {
            try
            {
                await using var command = administrator.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template}");
                await command.ExecuteNonQueryAsync();
                isMade = true;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.ObjectInUse)
            {
            }
        }
    }

    private string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Administrator) { Database = database }.ConnectionString;
}
