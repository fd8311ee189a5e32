using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Ledger.Transparency;

/// <summary>Reads the schemas that are built into the program.</summary>
internal static class SchemaFile
{
    /// <summary>A schema by the name of its file.</summary>
    public static JsonDocument Open(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream(
            assembly.GetManifestResourceNames().Single(resource => resource.EndsWith($".{name}", StringComparison.Ordinal)))!;
        return JsonDocument.Parse(stream);
    }

    public static FrozenDictionary<(string Type, int Version), EntryRule> Read()
    {
        using var document = Open("EntrySchema.json");
        return document.RootElement.EnumerateObject().ToFrozenDictionary(type => Key(type.Name), type => new EntryRule(
            type.Value.GetProperty("stream").GetString()!,
            Group(type.Value.GetProperty("pub")),
            type.Value.TryGetProperty("com", out var names) ? [.. names.EnumerateArray().Select(Commitment)] : []));
    }

    private static (string Type, int Version) Key(string storedName)
    {
        var dot = storedName.LastIndexOf(".v", StringComparison.Ordinal);
        return (storedName[..dot], int.Parse(storedName.AsSpan(dot + 2), System.Globalization.CultureInfo.InvariantCulture));
    }

    private static List<FieldRule> Group(JsonElement members) => [.. members.EnumerateObject().Select(member => Rule(member.Name, member.Value))];

    private static FieldRule Commitment(JsonElement name) =>
        new(name.GetString()!.TrimEnd('?'), FieldKind.Text, Optional: name.GetString()!.EndsWith('?'));

    // A kind is a word, a list of one kind, or a group of named ones; a name that may be absent ends in "?".
    private static FieldRule Rule(string written, JsonElement kind)
    {
        var name = written.TrimEnd('?');
        var optional = name.Length < written.Length;
        return kind.ValueKind switch
        {
            JsonValueKind.Array => new FieldRule(name, FieldKind.List, optional, Item: Rule("", kind[0])),
            JsonValueKind.Object => new FieldRule(name, FieldKind.Group, optional, Parts: Group(kind)),
            _ => new FieldRule(name, Enum.Parse<FieldKind>(kind.GetString()!, ignoreCase: true), optional),
        };
    }
}
