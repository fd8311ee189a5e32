using System.Net;

namespace PublicApi.Webhooks;

/// <summary>What a member may name as a receiver.</summary>
internal static class WebhookUrl
{
    public const int Longest = 500;

    /// <summary>Whether it may be named. What its name leads to is looked at when it is connected to, each time.</summary>
    public static bool IsSound(string text, bool allowPrivate) =>
        text.Length <= Longest
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (allowPrivate && uri.Scheme == Uri.UriSchemeHttp))
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (allowPrivate || !IPAddress.TryParse(uri.DnsSafeHost, out var address) || PublicAddresses.IsPublic(address));
}
