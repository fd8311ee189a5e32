using System.Buffers;
using System.Text.Json;
using GraphQL;
using Microsoft.Extensions.Primitives;

namespace PublicApi.GraphQL;

/// <summary>Reads the request of a GET: texts as they stand, maps as JSON. Other parameters are not ours to judge.</summary>
internal static class RequestUrl
{
    private static readonly string[] Texts = ["query", "operationName", "documentId"];
    private static readonly string[] Maps = ["variables", "extensions"];

    public static Incoming Read(IQueryCollection parameters, IGraphQLTextSerializer serializer)
    {
        try
        {
            var json = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(json))
            {
                writer.WriteStartObject();
                foreach (var name in Texts)
                {
                    if (Single(parameters, name) is { } text)
                    {
                        writer.WriteString(name, text);
                    }
                }

                foreach (var name in Maps)
                {
                    if (Single(parameters, name) is { } map)
                    {
                        using var read = JsonDocument.Parse(map, RequestJson.Strict);
                        writer.WritePropertyName(name);
                        read.RootElement.WriteTo(writer);
                    }
                }

                writer.WriteEndObject();
            }

            // Half a surrogate pair cannot come this way: what is no UTF-8 in a URL was replaced when it was decoded.
            return RequestJson.Read(json.WrittenMemory, serializer);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            return RequestJson.Bad("Each parameter comes once; \"variables\" and \"extensions\" are JSON objects.");
        }
    }

    private static string? Single(IQueryCollection parameters, string name)
    {
        var values = parameters[name];
        return values.Count <= 1 || StringValues.IsNullOrEmpty(values)
            ? values.ToString() is { Length: > 0 } text ? text : null
            : throw new FormatException(name);
    }
}
