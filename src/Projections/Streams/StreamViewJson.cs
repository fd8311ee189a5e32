using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OrderMembers } },
        Converters = { new InstantConverter(), new NumberConverter(), new NamedConverter<string>(), new NamedConverter<long>() },
    };

    /// <summary>UTF-8.</summary>
    /// <exception cref="InvalidOperationException">A number is outside the integers that JSON readers keep exact.</exception>
    public static byte[] Bytes(CodedRow row)
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(row, row.GetType(), Options);

        // The serializer escapes more than canonical JSON does, and all of that by number.
        return written.AsSpan().IndexOf("\\u"u8) < 0 ? written : Canonical(written);
    }

    public static T Read<T>(string json)
        where T : CodedRow => JsonSerializer.Deserialize<T>(json, Options)!;

    internal static CodedRow Read(Type row, string json) => (CodedRow)JsonSerializer.Deserialize(json, row, Options)!;

    internal static CodedRow Read(Type row, ReadOnlySpan<byte> json) => (CodedRow)JsonSerializer.Deserialize(json, row, Options)!;

    private static void OrderMembers(JsonTypeInfo type)
    {
        var place = 0;
        foreach (var member in type.Properties.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            member.Order = place++;
        }
    }

    private static byte[] Canonical(byte[] written)
    {
        using var document = JsonDocument.Parse(written);
        return new CanonicalJson().Element(document.RootElement).Written.ToArray();
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instants.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Instants.Write(value));
    }

    private sealed class NumberConverter : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt64();

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(CanonicalJson.Exact(value));
    }

    // Such a dictionary is read with an order of the machine's language; written, it has that of the code units.
    private sealed class NamedConverter<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
    {
        public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options)!.ToImmutableSortedDictionary(StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, one) in value.KeyComparer == StringComparer.Ordinal ? value : value.ToImmutableSortedDictionary(StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, one, options);
            }

            writer.WriteEndObject();
        }
    }
}
