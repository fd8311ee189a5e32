using System.Text.Json;
using System.Text.Unicode;
using GraphQL;
using GraphQL.Transport;
using Microsoft.Net.Http.Headers;

namespace PublicApi.GraphQL;

/// <summary>What came in: a GraphQL request, or why it is none.</summary>
internal abstract record Incoming
{
    private Incoming()
    {
    }

    public sealed record Accepted(GraphQLRequest Request) : Incoming;

    public sealed record Refused(int Status, string Message) : Incoming;
}

/// <summary>Reads the body of a POST, strictly: what is not exactly a request is refused with the reason.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false };

    public static async Task<Incoming> Read(HttpRequest http, IGraphQLTextSerializer serializer, CancellationToken ct)
    {
        if (!IsJson(http))
        {
            return new Incoming.Refused(415, "Send application/json, in UTF-8, without a content encoding.");
        }

        try
        {
            using var body = new MemoryStream();
            await http.Body.CopyToAsync(body, ct);
            return Read(body.GetBuffer().AsMemory(0, (int)body.Length), serializer);
        }
        catch (BadHttpRequestException refusal)
        {
            return new Incoming.Refused(refusal.StatusCode, "The body is too large, too slow or broken off.");
        }
    }

    private static bool IsJson(HttpRequest http) =>
        MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && http.Headers.ContentEncoding.Count == 0;

    private static Incoming Read(ReadOnlyMemory<byte> body, IGraphQLTextSerializer serializer)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return Bad("The body is not UTF-8.");
        }

        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            return FaultOf(json.RootElement) is { } fault
                ? Bad(fault)
                : new Incoming.Accepted(RequestOf(json.RootElement, serializer));
        }
        catch (InvalidOperationException)
        {
            return Bad("A string holds half a surrogate pair.");
        }
        catch (Exception fault) when (fault is JsonException or OverflowException or NotImplementedException)
        {
            // The last two are what the library throws for a number that nothing can hold.
            return Bad("The body is not JSON, nests too deeply, names a member twice or has a number beyond all types.");
        }
    }

    private static string? FaultOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return "The body must be one JSON object; batches are not taken.";
        }

        if (!HasStorableText(root))
        {
            return "A string holds U+0000.";
        }

        return KindOf(root, "query") is not JsonValueKind.String ? "\"query\" must be a string."
            : KindOf(root, "operationName") is not (JsonValueKind.String or JsonValueKind.Null) ? "\"operationName\" must be a string."
            : KindOf(root, "variables") is not (JsonValueKind.Object or JsonValueKind.Null) ? "\"variables\" must be an object."
            : KindOf(root, "extensions") is not (JsonValueKind.Object or JsonValueKind.Null) ? "\"extensions\" must be an object."
            : null;
    }

    private static JsonValueKind KindOf(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) ? value.ValueKind : JsonValueKind.Null;

    private static GraphQLRequest RequestOf(JsonElement root, IGraphQLTextSerializer serializer) => new()
    {
        Query = root.GetProperty("query").GetString(),
        OperationName = root.TryGetProperty("operationName", out var name) ? name.GetString() : null,
        Variables = root.TryGetProperty("variables", out var variables) ? serializer.ReadNode<Inputs>(variables) : null,
    };

    // Reading a text that has half a surrogate pair throws InvalidOperationException.
    private static bool HasStorableText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => !element.GetString()!.Contains('\0'),
        JsonValueKind.Array => element.EnumerateArray().All(HasStorableText),
        JsonValueKind.Object => element.EnumerateObject().All(
            member => !member.Name.Contains('\0') && HasStorableText(member.Value)),
        _ => true,
    };

    private static Incoming.Refused Bad(string message) => new(400, message);
}
