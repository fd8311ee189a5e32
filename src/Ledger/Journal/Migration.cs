using System.Reflection;
using System.Security.Cryptography;
using Ledger.Members;
using Ledger.Registry;
using Npgsql;

namespace Ledger.Journal;

/// <summary>Makes and updates the database as its owner. Repeatable; the running service never does this.</summary>
public static class Migration
{
    /// <summary>Any fixed number: two processes that start at once migrate one after the other.</summary>
    public const long Lock = 0x4C45_4447_4552_4D47;

    /// <param name="connectionString">A login that may create roles and schemas in its database.</param>
    /// <param name="laterScripts">Scripts of other layers, run as the owner after the journal's own.</param>
    /// <param name="ct">Ends the migration between statements; it can be run again.</param>
    public static async Task Apply(string connectionString, IReadOnlyList<string> laterScripts, CancellationToken ct)
    {
        await using var login = Roles.ConnectLogin(connectionString);
        await using var held = await login.OpenConnectionAsync(ct);
        await Run(held, $"SELECT pg_advisory_lock({Lock})", ct);
        await Run(held, ReadScript(typeof(Migration).Assembly, "Roles.sql"), ct);

        await using var owner = Roles.Connect(connectionString, Roles.Owner);
        using (var store = MartenSetup.OpenForMigration(owner))
        {
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        }

        await using var connection = await owner.OpenConnectionAsync(ct);
        await Run(
            connection,
            ReadScript(typeof(Migration).Assembly, "Journal.sql") + ReadScript(typeof(Migration).Assembly, "Members.sql")
                + ReadScript(typeof(Migration).Assembly, "Vault.sql") + ReadScript(typeof(Migration).Assembly, "Webhooks.sql"),
            ct);
        await EnsureRegistryAreas(connection, ct);
        foreach (var script in laterScripts)
        {
            await Run(connection, script, ct);
        }

        await CaseIds.EnsureKey(connection, RandomNumberGenerator.GetBytes(32), ct);
        await TokenKey.EnsureKey(connection, TokenKey.Make, ct);
    }

    /// <summary>The text of an SQL file that is built into an assembly.</summary>
    public static string ReadScript(Assembly assembly, string fileName)
    {
        var resource = assembly.GetManifestResourceNames().Single(name => name.EndsWith("." + fileName, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    // A change to this list needs the registry events renumbered, so an area is never taken away and only a new one is added.
    private static async Task EnsureRegistryAreas(NpgsqlConnection owner, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO journal.registry_area (prefix) SELECT unnest($1) ON CONFLICT DO NOTHING", owner)
        {
            Parameters = { new() { Value = Areas.All.Where(area => area.InNetwork).Select(area => area.Prefix.TrimEnd('-')).ToArray() } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
