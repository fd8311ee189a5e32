using System.Globalization;
using Ledger.Members;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PublicApi.Members;

/// <summary>Finds the member behind a bearer token (RFC 6750), of the service's own tokens or of the configured issuer's.</summary>
internal sealed class MemberAccess(MemberTable members, MemberSettings settings)
{
    private const string Own = "own";
    private const string Foreign = "foreign";

    // Of another issuer's clock ahead of ours.
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(1);

    /// <summary>The subject of a foreign issuer's token, marked, so that it is never taken for a client id of ours.</summary>
    public const string ForeignPrefix = "oidc:";

    public static void Add(IServiceCollection services, OidcSettings? oidc, SecurityKey key)
    {
        var authentication = services.AddAuthentication().AddJwtBearer(Own, _ => { });
        services.AddSingleton<MemberAccess>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>>(provider => new ConfigureNamedOptions<JwtBearerOptions>(Own, options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = Common(provider);
            options.TokenValidationParameters.ValidIssuer = provider.GetRequiredService<Issuer>().Uri.AbsoluteUri;
            options.TokenValidationParameters.ValidAudience = TokenServer.Audience;
            options.TokenValidationParameters.ValidTypes = ["at+jwt"];
            options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
            options.TokenValidationParameters.IssuerSigningKey = key;
        }));
        if (oidc is null)
        {
            return;
        }

        authentication.AddJwtBearer(Foreign, options =>
        {
            options.MapInboundClaims = false;
            options.Authority = oidc.Issuer;
            options.Audience = oidc.Audience;
            // Keys fetched in clear could be anybody's, unless they come from this very machine.
            options.RequireHttpsMetadata = !(Uri.TryCreate(oidc.Issuer, UriKind.Absolute, out var uri) && uri.IsLoopback);
        });
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>>(provider => new PostConfigureOptions<JwtBearerOptions>(Foreign, options =>
        {
            var parameters = Common(provider);
            parameters.ValidIssuer = oidc.Issuer;
            parameters.ValidAudience = oidc.Audience;
            parameters.ValidAlgorithms = PublicKeys.Algorithms;
            options.TokenValidationParameters = parameters;
        }));
    }

    /// <summary>The member in force that the request's token belongs to; null when there is none, whatever the reason.</summary>
    public async Task<Member?> Find(HttpContext http)
    {
        var foreign = settings.Oidc is { } oidc && IssuerOf(http) == oidc.Issuer ? settings.Oidc : null;
        var result = await http.AuthenticateAsync(foreign is null ? Own : Foreign);
        if (result.Principal is not { } principal || principal.FindFirst(JwtRegisteredClaimNames.Sub)?.Value is not { Length: > 0 } subject)
        {
            return null;
        }

        if (foreign is not null)
        {
            return principal.FindFirst(foreign.NodeClaim)?.Value is { } node && MemberRegister.IsNode(node)
                && principal.FindFirst(foreign.RoleClaim)?.Value is { } role && MemberRoles.All.Contains(role)
                    ? new Member(ForeignPrefix + subject, node, role)
                    : null;
        }

        // Node and role are those of the row now, not those of the token then.
        return await members.Find(subject, http.RequestAborted) is { IsInForce: true } stored
            && principal.FindFirst(TokenServer.Generation)?.Value == stored.Generation.ToString(CultureInfo.InvariantCulture)
                ? stored.Member
                : null;
    }

    private static TokenValidationParameters Common(IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        return new()
        {
            // The library's own check reads the machine's clock and adds five minutes.
            LifetimeValidator = (from, until, _, _) =>
                until > clock.GetUtcNow().UtcDateTime && !(from > clock.GetUtcNow().UtcDateTime + LargestSkew),
            RequireSignedTokens = true,
            NameClaimType = JwtRegisteredClaimNames.Sub,
        };
    }

    // Not checked yet, so it only chooses by whose keys the token has to hold.
    private static string? IssuerOf(HttpContext http)
    {
        try
        {
            var header = http.Request.Headers.Authorization.ToString();
            return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? new JsonWebToken(header["Bearer ".Length..].Trim()).Issuer : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
