using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ledger.Tests.Members;

/// <summary>An OpenID Connect issuer of somebody else's, on this machine: metadata, one public key, and tokens.</summary>
public sealed class ForeignIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ECDsa key;

    private ForeignIssuer(WebApplication app, ECDsa key) => (this.app, this.key) = (app, key);

    public string Url => app.Urls.Single();

    public static async Task<ForeignIssuer> Start()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = app.Urls.Single(), jwks_uri = $"{app.Urls.Single()}/keys" }));
        app.MapGet("/keys", () =>
        {
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            return Results.Json(new
            {
                keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } },
            });
        });
        await app.StartAsync();
        return new ForeignIssuer(app, key);
    }

    /// <summary>A token; null for a claim leaves it out.</summary>
    public string Token(
        string? node = "SC-510100", string? role = "platform", string audience = "the-ledger", string subject = "s-1",
        int minutes = 5, ECDsa? signer = null, string? issuer = null)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = issuer ?? Url,
            ["sub"] = subject,
            ["aud"] = audience,
            ["org"] = node,
            ["ledger_role"] = role,
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(minutes).ToUnixTimeSeconds(),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            System.Text.Json.JsonSerializer.Serialize(claims.Where(claim => claim.Value is not null).ToDictionary()),
            new SigningCredentials(new ECDsaSecurityKey(signer ?? key), SecurityAlgorithms.EcdsaSha256));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }
}
