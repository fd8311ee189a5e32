using Ledger.Journal;
using Ledger.Vault;
using Ledger.Webhooks;
using Microsoft.Extensions.Options;
using Npgsql;
using PublicApi.Members;

namespace PublicApi.Webhooks;

/// <summary>Puts together what tells members of entries.</summary>
internal static class WebhookServices
{
    /// <param name="services">Where the service is put together.</param>
    /// <param name="configuration">Has the section <c>Webhooks</c>, see <see cref="WebhookSettings"/>.</param>
    /// <param name="vault">Encrypts secrets; without it there are no webhooks.</param>
    public static void Add(IServiceCollection services, IConfiguration configuration, VaultTable? vault)
    {
        services.Configure<WebhookSettings>(configuration.GetSection("Webhooks"));
        services.AddSingleton(provider => new WebhookTable(provider.GetRequiredKeyedService<NpgsqlDataSource>(Roles.Webhooks)));
        services.AddSingleton(provider => new DeadLetterTable(provider.GetRequiredKeyedService<NpgsqlDataSource>(Roles.Webhooks)));
        services.AddSingleton<Receivers>();
        services.AddSingleton(provider => new WebhookSender(
            provider.GetRequiredService<Receivers>(), () => provider.GetRequiredService<Issuer>().Uri, provider.GetRequiredService<TimeProvider>(), vault));
        services.AddSingleton(provider => new MemberWebhooks(
            provider.GetRequiredService<WebhookTable>(), provider.GetRequiredService<WebhookSender>(),
            provider.GetRequiredKeyedService<NpgsqlDataSource>(Roles.Reader), provider.GetRequiredService<IOptions<WebhookSettings>>().Value,
            provider.GetRequiredService<TimeProvider>(), vault));
        services.AddSingleton<Deliveries>().AddSingleton<WebhookEndpoints>();
        if (vault is not null)
        {
            services.AddSingleton(vault);
        }

        services.AddHostedService<Deliverer>();
    }
}
