using System.Buffers;
using System.Text.Json;
using GraphQL;
using PublicApi.GraphQL;

namespace PublicApi.Feed;

/// <summary>A message of a client in the sub-protocol graphql-transport-ws.</summary>
internal abstract record SocketMessage
{
    private SocketMessage()
    {
    }

    public sealed record ConnectionInit : SocketMessage;

    public sealed record Ping : SocketMessage;

    public sealed record Pong : SocketMessage;

    public sealed record Subscribe(string Id, Incoming Request) : SocketMessage;

    public sealed record Complete(string Id) : SocketMessage;

    /// <summary>Reads one message; null when it is none of the protocol's.</summary>
    public static SocketMessage? Read(ReadOnlyMemory<byte> utf8, IGraphQLTextSerializer serializer)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, RequestJson.Strict);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null
                : (Text(json.RootElement, "type"), Text(json.RootElement, "id")) switch
                {
                    ("connection_init", _) => new ConnectionInit(),
                    ("ping", _) => new Ping(),
                    ("pong", _) => new Pong(),
                    ("complete", { Length: > 0 } id) => new Complete(id),
                    ("subscribe", { Length: > 0 and <= 128 } id)
                        when json.RootElement.TryGetProperty("payload", out var payload) && payload.ValueKind == JsonValueKind.Object =>
                        new Subscribe(id, RequestJson.Read(payload, serializer)),
                    _ => null,
                };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or OverflowException or NotImplementedException)
        {
            return null;
        }
    }

    /// <summary>A message to a client.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">The operation it is of, if of one.</param>
    /// <param name="payload">JSON, as it is written.</param>
    public static ReadOnlyMemory<byte> Write(string type, string? id = null, ReadOnlyMemory<byte> payload = default)
    {
        var json = new ArrayBufferWriter<byte>(payload.Length + 100);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("id", id);
        }

        writer.WriteString("type", type);
        if (!payload.IsEmpty)
        {
            writer.WritePropertyName("payload");
            writer.WriteRawValue(payload.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }

    private static string? Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
