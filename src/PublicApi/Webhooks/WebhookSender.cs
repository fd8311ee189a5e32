using System.Security.Cryptography;
using Ledger.Vault;
using Ledger.Webhooks;
using Projections.Transparency;

namespace PublicApi.Webhooks;

/// <summary>Signs what a webhook is told and sends it, once.</summary>
/// <param name="receivers">Where it goes.</param>
/// <param name="origin">Of the service; known once it listens.</param>
/// <param name="clock">Of the attempt.</param>
/// <param name="vault">Keeps the secrets.</param>
internal sealed class WebhookSender(Receivers receivers, Func<Uri> origin, TimeProvider clock, VaultTable? vault = null)
{
    // The log, as CloudEvents names a source.
    private Uri Source => new(origin(), "log");

    /// <inheritdoc cref="Receivers.Send"/>
    public Task<string?> Tell(Webhook webhook, LoggedEntry logged, CancellationToken ct) => Send(webhook, WebhookMessage.Entry(Source, logged), ct);

    /// <summary>Sends an event that tells nothing; the webhook stays where it was.</summary>
    /// <inheritdoc cref="Receivers.Send"/>
    public Task<string?> Test(Webhook webhook, CancellationToken ct) => Send(webhook, WebhookMessage.Test(Source, webhook.Id, clock.GetUtcNow()), ct);

    private async Task<string?> Send(Webhook webhook, CloudNative.CloudEvents.CloudEvent told, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        byte[]?[] wrapped = [webhook.Secret, webhook.Former is { } former && former.Until > now ? former.Secret : null];
        byte[][] secrets;
        try
        {
            secrets = [.. wrapped.OfType<byte[]>().Select(secret => vault!.Unwrap(webhook.Id, secret))];
        }
        catch (CryptographicException)
        {
            return "its secret is of another vault key and has to be rotated";
        }

        using var message = WebhookMessage.Of(webhook.Url, told, secrets, now);
        return await receivers.Send(message, ct);
    }
}
