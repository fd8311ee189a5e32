using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Ledger.Tests.Webhooks;

/// <summary>One request as a receiver got it.</summary>
public sealed record Received(HeaderDictionary Headers, string Body)
{
    public string Id => Headers["webhook-id"].ToString();

    public JsonElement Event => JsonDocument.Parse(Body).RootElement;

    public long Position => long.Parse(Event.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture);

    /// <summary>Whether one of several signatures is the secret's: the library above looks at the first alone.</summary>
    public bool HasSignatureOf(string secret) => Headers["webhook-signature"].ToString().Split(' ').Contains("v1," + Convert.ToBase64String(
        HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}.{Body}"))));

    /// <summary>By a library that is not ours.</summary>
    public bool IsSignedBy(string secret)
    {
        try
        {
            new StandardWebhook(secret).Verify(Body, Headers);
            return true;
        }
        catch (WebhookVerificationException)
        {
            return false;
        }
    }
}

/// <summary>A member's receiver on loopback. What it answered 2xx it has taken.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private ImmutableList<Received> taken = [];
    private TaskCompletionSource changed = new();

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>What it answers.</summary>
    public Func<Received, int> Answers { get; set; } = _ => 204;

    public string Url => $"{app.Urls.Single()}/hook";

    public IReadOnlyList<Received> Taken => taken;

    public int Refused { get; private set; }

    public static async Task<Receiver> Start(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(url);
        var receiver = new Receiver(app);
        app.MapPost("/hook", receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for what the receiver has taken or refused so far.</summary>
    public async Task Until(Func<bool> isSo)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (isSo())
                {
                    return;
                }

                next = changed.Task;
            }

            await next.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = new HeaderDictionary(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value));
        var received = new Received(headers, await reader.ReadToEndAsync());
        http.Response.StatusCode = Answers(received);
        lock (gate)
        {
            if (http.Response.StatusCode is >= 200 and < 300)
            {
                taken = taken.Add(received);
            }
            else
            {
                Refused++;
            }

            var before = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            before.SetResult();
        }
    }
}
