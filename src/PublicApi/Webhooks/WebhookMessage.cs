using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Projections.Transparency;

namespace PublicApi.Webhooks;

/// <summary>
/// An entry as it is sent: a CloudEvent 1.0 in the JSON format, structured mode, with the public entry as its data, signed as
/// Standard Webhooks has it (HMAC-SHA256 over id, time and body, scheme v1).
/// </summary>
internal static class WebhookMessage
{
    public const string SecretPrefix = "whsec_";
    public const int SecretBytes = 32;

    // As long as the longest position: so sequences sort as texts, as the sequence extension wants.
    private const string Sequence = "D16";

    private static readonly JsonEventFormatter Formatter = new();

    /// <summary>The type of an event that only tests whether a receiver takes what it is sent.</summary>
    public const string TestType = "webhook.test";

    /// <param name="url">The receiver.</param>
    /// <param name="told">What it is told.</param>
    /// <param name="secrets">Each gives a signature, the present one first.</param>
    /// <param name="now">Of this attempt.</param>
    public static HttpRequestMessage Of(string url, CloudEvent told, IEnumerable<byte[]> secrets, DateTimeOffset now)
    {
        var body = Formatter.EncodeStructuredModeMessage(told, out var type).ToArray();
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{told.Id}.{time}."), .. body];
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(type.MediaType) { CharSet = "utf-8" };
        message.Headers.Add("webhook-id", told.Id);
        message.Headers.Add("webhook-timestamp", time);
        message.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}")));
        return message;
    }

    /// <param name="source">The log, as CloudEvents names a source: a URI that stays.</param>
    /// <param name="logged">The entry.</param>
    public static CloudEvent Entry(Uri source, LoggedEntry logged)
    {
        var told = new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = logged.Entry.EventId.ToString(),
            Source = source,
            Type = logged.Entry.Type,
            Subject = logged.Entry.Stream,
            Time = logged.Entry.OccurredAt,
            DataContentType = "application/json",
            Data = JsonSerializer.Deserialize<JsonElement>(logged.Body),
        };
        told[CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String)] =
            logged.Entry.Position.Value.ToString(Sequence, CultureInfo.InvariantCulture);
        return told;
    }

    /// <summary>Tells no entry, and so has neither data nor a place in the sequence.</summary>
    public static CloudEvent Test(Uri source, string webhookId, DateTimeOffset now) => new(CloudEventsSpecVersion.V1_0)
    {
        Id = Guid.CreateVersion7(now).ToString(),
        Source = source,
        Type = TestType,
        Subject = webhookId,
        Time = now,
    };
}
