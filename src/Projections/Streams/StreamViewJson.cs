using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Transparency;

namespace Projections.Streams;

/// <summary>
/// The one written form of a row: canonical JSON, members in snake case, what is null left out, instants as <see cref="Instants"/>
/// writes them. The database keeps it as jsonb, which has an order of its own; what is read from there is written anew.
/// </summary>
public static class StreamViewJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new InstantConverter() },
    };

    /// <summary>The text that the database takes as jsonb.</summary>
    public static string Text(CodedRow row)
    {
        var json = new CanonicalJson();
        Write(json, row);
        return Encoding.UTF8.GetString(json.Written);
    }

    public static T Read<T>(string json)
        where T : CodedRow => (T)Read(typeof(T), json);

    internal static CodedRow Read(Type row, string json) => (CodedRow)JsonSerializer.Deserialize(json, row, Options)!;

    public static void Write(CanonicalJson json, CodedRow row) => Write(json, JsonSerializer.SerializeToElement(row, row.GetType(), Options));

    private static void Write(CanonicalJson json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.StartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
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
            case JsonValueKind.Number: json.Number(value.GetInt64()); break;
            case JsonValueKind.True or JsonValueKind.False: json.Flag(value.GetBoolean()); break;
            default: json.Text(value.GetString()!); break;
        }
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instants.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Instants.Write(value));
    }
}
