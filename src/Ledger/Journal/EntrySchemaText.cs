using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Ledger.Journal;

/// <summary>Writes what the catalogue publishes as the text of Transparency/EntrySchema.json.</summary>
public static class EntrySchemaText
{
    private static readonly JsonWriterOptions Form = new() { Indented = true };

    public static string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            foreach (var type in EventCatalogue.All)
            {
                var fields = EventFields.Of(type.Record);
                json.WriteStartObject(type.StoredName);
                json.WriteString("stream", type.Area.Prefix);
                json.WriteStartObject("pub");
                Members(json, fields.Where(field => field.IsPublic).Select(field => (field.Name, field.Property)));
                json.WriteEndObject();
                if (fields.Any(field => field.IsSealed))
                {
                    json.WriteStartArray("com");
                    foreach (var field in fields.Where(field => field.IsSealed))
                    {
                        json.WriteStringValue(NameOf(field.Name, field.Property));
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Members(Utf8JsonWriter json, IEnumerable<(string Name, PropertyInfo Property)> parts)
    {
        foreach (var (name, property) in parts)
        {
            json.WritePropertyName(NameOf(name, property));
            Kind(json, property.PropertyType);
        }
    }

    private static string NameOf(string name, PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable ? name + "?" : name;

    private static void Kind(Utf8JsonWriter json, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (EventFields.ElementOf(type) is { } element)
        {
            json.WriteStartArray();
            Kind(json, element);
            json.WriteEndArray();
        }
        else if (Word(type) is { } word)
        {
            json.WriteStringValue(word);
        }
        else
        {
            json.WriteStartObject();
            Members(json, EventFields.PartsOf(type));
            json.WriteEndObject();
        }
    }

    private static string? Word(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(int) || type == typeof(long) ? "number"
        : type == typeof(bool) ? "flag"
        : type == typeof(Guid) ? "id"
        : type == typeof(DateTimeOffset) ? "instant"
        : type == typeof(DateOnly) ? "day"
        : null;
}
