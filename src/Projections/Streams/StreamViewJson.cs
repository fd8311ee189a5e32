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

    public static void Write(CanonicalJson json, CodedRow row) => json.Element(JsonSerializer.SerializeToElement(row, row.GetType(), Options));

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instants.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Instants.Write(value));
    }
}
