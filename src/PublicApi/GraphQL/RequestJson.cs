using System.Text.Json;
using GraphQL;
using GraphQL.Transport;

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

/// <summary>The members of a request, read strictly: what is not exactly a request is refused with the reason.</summary>
internal static class RequestJson
{
    public static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false };

    /// <summary>Reads the JSON of one request.</summary>
    public static Incoming Read(ReadOnlyMemory<byte> utf8, IGraphQLTextSerializer serializer)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, Strict);
            return Read(json.RootElement, serializer);
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

    /// <summary>Reads one request of a larger JSON document.</summary>
    /// <exception cref="InvalidOperationException">A string holds half a surrogate pair.</exception>
    /// <exception cref="OverflowException">A number is beyond all types.</exception>
    public static Incoming Read(JsonElement root, IGraphQLTextSerializer serializer) =>
        FaultOf(root) is { } fault ? Bad(fault) : new Incoming.Accepted(RequestOf(root, serializer));

    public static Incoming.Refused Bad(string message) => new(400, message);

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

        return KindOf(root, "query") is not JsonValueKind.String && !IsNamed(root) ? "\"query\" must be a string."
            : KindOf(root, "documentId") is not (JsonValueKind.String or JsonValueKind.Null) ? "\"documentId\" must be a string."
            : KindOf(root, "operationName") is not (JsonValueKind.String or JsonValueKind.Null) ? "\"operationName\" must be a string."
            : KindOf(root, "variables") is not (JsonValueKind.Object or JsonValueKind.Null) ? "\"variables\" must be an object."
            : KindOf(root, "extensions") is not (JsonValueKind.Object or JsonValueKind.Null) ? "\"extensions\" must be an object."
            : null;
    }

    // A document that is known by its hash need not be sent.
    private static bool IsNamed(JsonElement root) =>
        KindOf(root, "query") == JsonValueKind.Null
        && (KindOf(root, "documentId") == JsonValueKind.String
            || (KindOf(root, "extensions") == JsonValueKind.Object
                && KindOf(root.GetProperty("extensions"), "persistedQuery") == JsonValueKind.Object));

    private static JsonValueKind KindOf(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) ? value.ValueKind : JsonValueKind.Null;

    private static GraphQLRequest RequestOf(JsonElement root, IGraphQLTextSerializer serializer) => new()
    {
        Query = root.TryGetProperty("query", out var query) ? query.GetString() : null,
        DocumentId = root.TryGetProperty("documentId", out var id) ? id.GetString() : null,
        Extensions = root.TryGetProperty("extensions", out var extensions) ? serializer.ReadNode<Inputs>(extensions) : null,
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
}
