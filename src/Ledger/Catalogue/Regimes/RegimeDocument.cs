using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Transparency;

namespace Ledger.Catalogue.Regimes;

/// <summary>The text of a regime: one JSON object in canonical form (RFC 8785), whole numbers only.</summary>
internal static class RegimeDocument
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Whether the text is what canonical writing of its own content gives, to the byte.</summary>
    public static bool IsCanonical(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && Write(document.RootElement).Written.SequenceEqual(StrictText.ToUtf8(text));
        }
        catch (Exception bad) when (bad is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            // FormatException: not a whole number, or half a surrogate pair; InvalidOperationException: a number beyond 2^53,
            // or half a pair that is escaped.
            return false;
        }
    }

    /// <summary>SHA-256 of the UTF-8 bytes in lower-case hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static CanonicalJson Write(JsonElement root)
    {
        var json = new CanonicalJson();
        Write(json, root);
        return json;
    }

    private static void Write(CanonicalJson json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.StartObject();
                foreach (var member in value.EnumerateObject())
                {
                    Write(json.Name(member.Name), member.Value);
                }

                json.EndObject();
                break;
            case JsonValueKind.Array:
                json.StartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(json, item);
                }

                json.EndArray();
                break;
            case JsonValueKind.String: json.Text(value.GetString()!); break;
            case JsonValueKind.Number: json.Number(value.GetInt64()); break;
            case JsonValueKind.True: json.Flag(true); break;
            case JsonValueKind.False: json.Flag(false); break;
            default: throw new FormatException("A regime has no null: what does not apply is left out.");
        }
    }
}
