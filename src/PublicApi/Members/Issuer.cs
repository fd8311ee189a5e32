using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PublicApi.Members;

/// <summary>
/// The issuer of the service's own tokens (RFC 8414 section 2). Never taken from a request's Host header: whoever got a
/// member's assertion for another server could otherwise name that server here and have it taken.
/// </summary>
internal sealed class Issuer(MemberSettings settings, IServer server)
{
    private readonly Lazy<Uri> uri = new(() => settings.Issuer ?? new Uri(Local(server)));

    /// <summary>An origin. Known once the service listens.</summary>
    public Uri Uri => uri.Value;

    /// <summary>What a client assertion may name as its audience: the issuer or the token endpoint (RFC 7523 section 3).</summary>
    public bool IsAudience(string audience) =>
        audience == Uri.AbsoluteUri || audience == Uri.AbsoluteUri.TrimEnd('/') || audience == new Uri(Uri, TokenServer.TokenPath).AbsoluteUri;

    // All addresses of the machine have no name of their own: 0.0.0.0, [::], + and *.
    private static string Local(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal)
            : throw new InvalidOperationException("The service does not listen yet.");
}
