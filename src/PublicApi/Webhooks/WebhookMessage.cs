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

    /// <param name="url">The receiver.</param>
    /// <param name="source">The log, as CloudEvents names a source: a URI that stays.</param>
    /// <param name="logged">The entry.</param>
    /// <param name="secrets">Each gives a signature, the present one first.</param>
    /// <param name="now">Of this attempt.</param>
    public static HttpRequestMessage Of(string url, Uri source, LoggedEntry logged, IEnumerable<byte[]> secrets, DateTimeOffset now)
    {
        var (body, type) = Envelope(source, logged);
        var id = logged.Entry.EventId.ToString();
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = type;
        message.Headers.Add("webhook-id", id);
        message.Headers.Add("webhook-timestamp", time);
        message.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}")));
        return message;
    }

    private static (byte[] Body, MediaTypeHeaderValue Type) Envelope(Uri source, LoggedEntry logged)
    {
        using var entry = JsonDocument.Parse(logged.Body);
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = logged.Entry.EventId.ToString(),
            Source = source,
            Type = logged.Entry.Type,
            Subject = logged.Entry.Stream,
            Time = logged.Entry.OccurredAt,
            DataContentType = "application/json",
            Data = entry.RootElement,
        };
        cloudEvent[CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String)] =
            logged.Entry.Position.Value.ToString(Sequence, CultureInfo.InvariantCulture);
        var body = Formatter.EncodeStructuredModeMessage(cloudEvent, out var type).ToArray();
        return (body, new MediaTypeHeaderValue(type.MediaType) { CharSet = "utf-8" });
    }
}
