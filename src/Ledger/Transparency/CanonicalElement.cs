using System.Text.Json;

namespace Ledger.Transparency;

/// <summary>Writes JSON that was read in canonical form, its members put in order.</summary>
public static class CanonicalElement
{
    /// <exception cref="FormatException">There is a null, where what does not apply is left out; a number is not whole; or a text has
    /// half a surrogate pair.</exception>
    /// <exception cref="InvalidOperationException">A number is beyond 2^53, or a text has half a pair that is escaped.</exception>
    public static CanonicalJson Element(this CanonicalJson json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.StartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.Name(member.Name).Element(member.Value);
                }

                return json.EndObject();
            case JsonValueKind.Array:
                json.StartArray();
                foreach (var item in value.EnumerateArray())
                {
                    json.Element(item);
                }

                return json.EndArray();
            case JsonValueKind.String: return json.Text(value.GetString()!);
            case JsonValueKind.Number: return json.Number(value.GetInt64());
            case JsonValueKind.True or JsonValueKind.False: return json.Flag(value.GetBoolean());
            default: throw new FormatException("There is a null: what does not apply is left out.");
        }
    }
}
