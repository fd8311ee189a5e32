using System.Security.Cryptography;
using Ledger.Members;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PublicApi.Members;

/// <summary>
/// OAuth 2 client credentials from the service itself (RFC 6749 section 4.4), by OpenIddict without its stores: members are
/// rows of ours. <c>POST /oauth/token</c> with client_secret_basic, client_secret_post or private_key_jwt (RFC 7523);
/// metadata by RFC 8414 and OpenID Connect Discovery under <c>/.well-known</c>.
/// </summary>
internal static class TokenServer
{
    public const string TokenPath = "/oauth/token";

    /// <summary>The <c>aud</c> of the service's own tokens.</summary>
    public const string Audience = "ledger";

    /// <summary>Claim with the member's generation: see <see cref="StoredMember"/>.</summary>
    public const string Generation = "gen";

    private const int EncryptionKeyBytes = 32;

    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(15);

    public static void Add(IServiceCollection services, ECDsa key)
    {
        services.AddSingleton<Issuer>();
        services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode()
                .SetTokenEndpointUris(TokenPath)
                .SetJsonWebKeySetEndpointUris("/.well-known/jwks")
                .AllowClientCredentialsFlow()
                .SetAccessTokenLifetime(TokenLifetime)
                .DisableAccessTokenEncryption()
                .AddSigningKey(new ECDsaSecurityKey(key))
                // OpenIddict wants one; nothing is encrypted by it. The ephemeral one that it makes is RSA: much work at each start.
                .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(EncryptionKeyBytes)));

            // TLS ends at the operator's proxy; the service listens on an address of the machine itself.
            server.UseAspNetCore().DisableTransportSecurityRequirement();

            server.AddEventHandler<ValidateTokenContext>(handler => handler
                .UseScopedHandler<AssertionKeys>()
                .SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 500));
            server.AddEventHandler<ProcessAuthenticationContext>(handler => handler
                .UseScopedHandler<ClientAuthentication>()
                .SetOrder(OpenIddictServerHandlers.ValidateClientId.Descriptor.Order + 500));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<MemberToken>());
            server.AddEventHandler<ApplyTokenResponseContext>(handler => handler
                .UseSingletonHandler<EqualRefusals>()
                .SetOrder(int.MinValue));
        });
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider =>
            new ConfigureOptions<OpenIddictServerOptions>(options => options.Issuer = provider.GetRequiredService<Issuer>().Uri));
    }

    /// <summary>Lets the token server see the address that its members use instead of the Host header and the proxy's scheme.</summary>
    public static void UseOwnAddress(IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/oauth") || http.Request.Path.StartsWithSegments("/.well-known"))
        {
            var issuer = http.RequestServices.GetRequiredService<Issuer>().Uri;
            (http.Request.Scheme, http.Request.Host) = (issuer.Scheme, HostString.FromUriComponent(issuer));
        }

        return next(http);
    });
}
