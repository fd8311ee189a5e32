using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace PublicApi.Webhooks;

/// <summary>
/// Sends to the receivers that members named. A name is looked up here and the address that was looked at is connected to, so
/// that a name cannot lead elsewhere in between; redirections are not followed, and of an answer the status alone is read.
/// </summary>
internal sealed class Receivers : IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);
    private const int LargestHeadersKilobytes = 16;

    private readonly WebhookSettings settings;
    private readonly HttpClient client;

    public Receivers(IOptions<WebhookSettings> settings)
    {
        this.settings = settings.Value;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectWithin,
            ConnectCallback = Connect,
            MaxResponseHeadersLength = LargestHeadersKilobytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        })
        {
            Timeout = this.settings.AnswerWithin,
        };
    }

    public void Dispose() => client.Dispose();

    /// <returns>Null when it was taken: answered 2xx in time. Else what was wrong, in a few words of ours.</returns>
    public async Task<string?> Send(HttpRequestMessage message, CancellationToken ct)
    {
        try
        {
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
            return response.IsSuccessStatusCode ? null : $"answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is ForbiddenAddressException ? "its name leads to no public address"
                : fault.HttpRequestError == HttpRequestError.NameResolutionError ? "its name leads nowhere"
                : fault.HttpRequestError == HttpRequestError.SecureConnectionError ? "no secure connection"
                : "no connection";
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var allowed = found.Where(address => settings.AllowPrivateAddresses || PublicAddresses.IsPublic(address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new ForbiddenAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class ForbiddenAddressException : IOException;
}
