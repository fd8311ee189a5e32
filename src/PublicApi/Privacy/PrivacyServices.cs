using Ledger.Journal;
using Ledger.Vault;
using Marten;
using Npgsql;

namespace PublicApi.Privacy;

/// <summary>Puts the parts that know confidential values into the service.</summary>
internal static class PrivacyServices
{
    // Reading the vault is rare; more connections would only be taken away from commits.
    private const int Connections = 4;

    private const string Pool = "vault";

    public static void Add(IServiceCollection services, string connectionString, VaultTable? vault)
    {
        services.AddSingleton(provider => new Eraser(
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<NetworkCache>(),
            connectionString,
            provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton(Pool, (_, _) => Roles.Connect(
            new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Connections }.ConnectionString, Roles.Writer));
        services.AddSingleton(provider => new VaultEndpoints(
            vault,
            provider.GetRequiredService<Eraser>(),
            provider.GetRequiredService<CommandJournal>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredKeyedService<NpgsqlDataSource>(Pool)));
    }

    public static void Map(RouteGroupBuilder members)
    {
        ConsentEndpoints.Map(members);
        VaultEndpoints.Map(members);
    }
}
