using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;

namespace PublicApi.Http;

/// <summary>How bodies of commands are read: as strictly as stored events, but any RFC 3339 time with an offset will do.</summary>
internal static class CommandJson
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static readonly JsonSerializerOptions Options = Build();

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JournalJson.Options);
        options.Converters.Insert(0, new InstantConverter());
        options.Converters.Insert(0, new ConfidentialConverter());
        return options;
    }

    private sealed class ConfidentialConverter : JsonConverter<Confidential>
    {
        public override Confidential Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("A confidential value is a text."));

        public override void Write(Utf8JsonWriter writer, Confidential value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A confidential value is not written.");
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text
            && HasOffset(text)
            && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
                ? Instants.ToMillisecond(instant)
                : throw new JsonException("An instant is written as in RFC 3339, with its offset.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Instants.Write(value));

        // K also accepts a time without an offset, and takes it for this machine's.
        private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');
    }
}
