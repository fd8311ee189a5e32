using System.Globalization;
using System.Net;
using PublicApi.Cli;

namespace PublicApi.Members;

/// <summary>What the operator decides about members and their tokens.</summary>
public sealed record MemberSettings
{
    /// <summary>Where members reach the service: an http or https origin. Null: the first address it listens on.</summary>
    public Uri? Issuer { get; init; }

    /// <summary>Another issuer whose tokens are taken as well; null for none.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>The proxy whose X-Forwarded-For is believed; null for none.</summary>
    public IPAddress? TrustedProxy { get; init; }

    /// <summary>Commands of one member: this many at once, and <see cref="CommandsPerSecond"/> in the long run.</summary>
    public int CommandBurst { get; init; } = 2_000;

    public int CommandsPerSecond { get; init; } = 200;

    /// <summary>Token requests of one address, at once and a minute.</summary>
    public int TokensPerMinute { get; init; } = 60;

    /// <summary>Reads <c>Ledger__…</c> settings.</summary>
    /// <exception cref="MissingSettingException">A setting is there and makes no sense.</exception>
    public static MemberSettings Read(Func<string, string?> setting)
    {
        var standard = new MemberSettings();
        return standard with
        {
            Issuer = Text("Ledger__Issuer") is { } issuer ? Origin(issuer) : null,
            Oidc = Text("Ledger__Oidc__Issuer") is { } foreign
                ? new OidcSettings(
                    foreign,
                    Text("Ledger__Oidc__Audience")
                        ?? throw new MissingSettingException("Ledger__Oidc__Issuer is set and Ledger__Oidc__Audience is not."),
                    Text("Ledger__Oidc__NodeClaim") ?? "node",
                    Text("Ledger__Oidc__RoleClaim") ?? "role")
                : null,
            TrustedProxy = Text("Ledger__TrustedProxy") is not { } proxy ? null
                : IPAddress.TryParse(proxy, out var address) ? address
                : throw new MissingSettingException("Ledger__TrustedProxy is not an IP address."),
            CommandBurst = Number("Ledger__CommandBurst", standard.CommandBurst),
            CommandsPerSecond = Number("Ledger__CommandsPerSecond", standard.CommandsPerSecond),
            TokensPerMinute = Number("Ledger__TokensPerMinute", standard.TokensPerMinute),
        };

        string? Text(string name) => setting(name) is { Length: > 0 } value ? value : null;

        int Number(string name, int otherwise) => Text(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new MissingSettingException($"{name} is not a whole number above 0.");
    }

    private static Uri Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : throw new MissingSettingException("Ledger__Issuer is not an origin such as https://ledger.example.");
}

/// <summary>An OpenID Connect issuer that the operator trusts to say who acts for which node.</summary>
/// <param name="Issuer">Its <c>iss</c>; metadata and keys come from <c>/.well-known/openid-configuration</c> under it.</param>
/// <param name="Audience">The <c>aud</c> that means this ledger.</param>
/// <param name="NodeClaim">Name of the claim with the node's code.</param>
/// <param name="RoleClaim">Name of the claim with one of the member roles.</param>
public sealed record OidcSettings(string Issuer, string Audience, string NodeClaim, string RoleClaim);
