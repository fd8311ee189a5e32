using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Transparency;

namespace Ledger.Catalogue.Regimes;

/// <summary>The one text of a regime that is adopted and hashed: a JSON object in canonical form (RFC 8785), whole numbers only.</summary>
public static class RegimeText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <param name="json">A JSON object without null and fractions.</param>
    public static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json, Strict);
        return Encoding.UTF8.GetString(new CanonicalJson().Element(document.RootElement).Written);
    }

    /// <summary>Whether the text is what canonical writing of its own content gives, to the byte.</summary>
    public static bool IsCanonical(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && new CanonicalJson().Element(document.RootElement).Written.SequenceEqual(StrictText.ToUtf8(text));
        }
        catch (Exception bad) when (bad is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>SHA-256 of the UTF-8 bytes in lower-case hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
