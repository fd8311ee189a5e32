using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Transparency;

namespace Projections.Compliance.Regimes;

/// <summary>The one text of a regime that is adopted and hashed.</summary>
public static class RegimeText
{
    /// <param name="json">A regime that <see cref="RegimeFile.Read"/> finds no fault in: it has no null and no fraction.</param>
    /// <returns>Canonical JSON (RFC 8785).</returns>
    public static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new CanonicalJson();
        Write(text, document.RootElement);
        return Encoding.UTF8.GetString(text.Written);
    }

    /// <param name="canonical">What <see cref="Canonical"/> gave.</param>
    /// <returns>SHA-256 of its UTF-8 bytes, 64 lower-case hexadecimal digits.</returns>
    public static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static void Write(CanonicalJson text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.StartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    Write(text.Name(member.Name), member.Value);
                }

                text.EndObject();
                break;
            case JsonValueKind.Array:
                text.StartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(text, item);
                }

                text.EndArray();
                break;
            case JsonValueKind.Number: text.Number(value.GetInt64()); break;
            default: text.Text(value.GetString()!); break;
        }
    }
}
