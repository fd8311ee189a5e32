using Ledger.Journal;
using Ledger.Members;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.IdentityModel.Tokens;

namespace PublicApi.Members;

/// <summary>Puts the parts that know members into the service.</summary>
internal static class MemberServices
{
    public static async Task Add(IServiceCollection services, string connectionString, MemberSettings settings, CancellationToken ct)
    {
        await using var writer = Roles.Connect(connectionString, Roles.Writer);
        var key = await TokenKey.Load(writer, ct);
        services.AddSingleton(settings);
        services.AddSingleton(_ => new MemberTable(connectionString));
        services.AddSingleton<RateLimits>();
        services.AddSingleton<RequireMember>();
        TokenServer.Add(services, key);
        // Authentication brings it along for cookies, which are not used here; its keys would be files in the home directory.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        MemberAccess.Add(services, settings.Oidc, new ECDsaSecurityKey(key));
    }

    /// <summary>Serves tokens. Comes before the endpoints.</summary>
    public static void Use(WebApplication app, MemberSettings settings)
    {
        if (settings.TrustedProxy is { } proxy)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            options.KnownProxies.Add(proxy);
            app.UseForwardedHeaders(options);
        }

        RateLimits.UseOnTokens(app);
        TokenServer.UseOwnAddress(app);
        app.UseAuthentication();
    }
}
