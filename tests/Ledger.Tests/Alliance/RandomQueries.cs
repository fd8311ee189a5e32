using System.Globalization;
using System.Text.Json;

namespace Ledger.Tests.Alliance;

/// <summary>Queries that a schema allows, made from what it says of itself; fields that were not asked for yet come first.</summary>
internal sealed class RandomQueries
{
    private const int Deepest = 7;

    // Of a selection: fields without any of their own cost little, and some types have dozens.
    private const int MostLeaves = 12;

    private readonly Dictionary<string, JsonElement> types;
    private readonly Random random;
    private readonly IReadOnlyList<string> words;
    private readonly Dictionary<string, int> asked = [];

    /// <param name="schema">The answer to <see cref="Introspection"/>.</param>
    /// <param name="seed">Of chance.</param>
    /// <param name="words">Texts and ids to give as arguments.</param>
    public RandomQueries(JsonElement schema, int seed, IReadOnlyList<string> words)
    {
        types = schema.GetProperty("data").GetProperty("__schema").GetProperty("types").EnumerateArray()
            .ToDictionary(type => type.GetProperty("name").GetString()!);
        (random, this.words) = (new Random(seed), words);
    }

    public static string Introspection =>
        "{ __schema { types { kind name fields { name args { name type { ...T } } type { ...T } } inputFields { name type { ...T } } enumValues { name } "
        + "possibleTypes { name } } } } fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

    /// <summary>Every field of every type that is no input, as <c>Type.field</c>.</summary>
    public IEnumerable<string> Fields(string root) => Reachable(root).SelectMany(type =>
        types[type].GetProperty("fields").EnumerateArray().Select(field => $"{type}.{field.GetProperty("name").GetString()}"));

    public bool WasAsked(string field) => asked.ContainsKey(field);

    public string Next() => $"{{ {Selection("Query", 1)} }}";

    private HashSet<string> Reachable(string root)
    {
        var found = new HashSet<string>();
        var waiting = new Queue<string>([root]);
        while (waiting.TryDequeue(out var name))
        {
            if (types[name].GetProperty("fields").ValueKind == JsonValueKind.Array && found.Add(name))
            {
                foreach (var field in types[name].GetProperty("fields").EnumerateArray())
                {
                    waiting.Enqueue(NameOf(field.GetProperty("type")));
                }
            }
        }

        return found;
    }

    private string Selection(string type, int depth)
    {
        var fields = types[type].GetProperty("fields").EnumerateArray().ToList();
        var chosen = fields
            .Where(field => depth < Deepest || !IsComposite(field))
            .OrderBy(field => asked.GetValueOrDefault($"{type}.{field.GetProperty("name").GetString()}") + random.Next(4))
            .Where((field, i) => i < (depth == 1 ? 2 : 4) || (i < MostLeaves && depth > 1 && !IsComposite(field)));
        var parts = chosen.Select(field => Field(type, field, depth)).ToList();
        if (types[type].GetProperty("possibleTypes").ValueKind == JsonValueKind.Array)
        {
            parts.AddRange(types[type].GetProperty("possibleTypes").EnumerateArray().OrderBy(_ => random.Next()).Take(2)
                .Select(possible => $"... on {possible.GetProperty("name").GetString()} {{ {Selection(possible.GetProperty("name").GetString()!, depth + 1)} }}"));
        }

        return parts.Count == 0 ? "__typename" : string.Join(' ', parts);
    }

    private bool IsComposite(JsonElement field) =>
        types[NameOf(field.GetProperty("type"))].GetProperty("kind").GetString() is "OBJECT" or "INTERFACE" or "UNION";

    private string Field(string type, JsonElement field, int depth)
    {
        var name = field.GetProperty("name").GetString()!;
        asked[$"{type}.{name}"] = asked.GetValueOrDefault($"{type}.{name}") + 1;
        var arguments = field.GetProperty("args").EnumerateArray()
            .Where(argument => NameOfArgument(argument) switch
            {
                // A page is asked for from one end.
                "first" => true,
                "last" or "before" => false,
                _ => IsRequired(argument) || random.Next(4) == 0,
            })
            .Select(argument => $"{argument.GetProperty("name").GetString()}: {Value(argument)}").ToList();
        var alias = random.Next(3) == 0 ? $"a{random.Next(1_000_000).ToString(CultureInfo.InvariantCulture)}: " : "";
        return $"{(alias.Length > 0 ? alias : $"f{random.Next(1_000_000).ToString(CultureInfo.InvariantCulture)}: ")}{name}"
            + (arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})")
            + (IsComposite(field) ? $" {{ {Selection(NameOf(field.GetProperty("type")), depth + 1)} }}" : "");
    }

    private static string NameOfArgument(JsonElement argument) => argument.GetProperty("name").GetString()!;

    private static bool IsRequired(JsonElement argument) => argument.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL";

    private string Value(JsonElement argument)
    {
        var type = types[NameOf(argument.GetProperty("type"))];
        var name = argument.GetProperty("name").GetString()!;
        var value = (type.GetProperty("kind").GetString(), type.GetProperty("name").GetString()) switch
        {
            ("ENUM", _) => Pick([.. type.GetProperty("enumValues").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)]),
            ("INPUT_OBJECT", "AsOf") => $"{{ treeSize: {random.Next(1, 60).ToString(CultureInfo.InvariantCulture)} }}",
            ("INPUT_OBJECT", _) => $"{{ {string.Join(", ", type.GetProperty("inputFields").EnumerateArray()
                .Where(field => IsRequired(field) || random.Next(5) == 0)
                .Select(field => $"{field.GetProperty("name").GetString()}: {Value(field)}"))} }}",
            (_, "Int") => random.Next(1, 4).ToString(CultureInfo.InvariantCulture),
            (_, "Long") => random.Next(0, 60).ToString(CultureInfo.InvariantCulture),
            (_, "Boolean") => random.Next(2) == 0 ? "true" : "false",
            (_, "DateTime") => "\"2026-03-01T00:00:00Z\"",
            _ => JsonSerializer.Serialize(name.Contains("month", StringComparison.OrdinalIgnoreCase) ? "2026-01" : Pick(words)),
        };
        return IsList(argument.GetProperty("type")) ? $"[{value}]" : value;
    }

    private string Pick(IReadOnlyList<string> from) => from[random.Next(from.Count)];

    private static bool IsList(JsonElement type) => type.GetProperty("kind").GetString() switch
    {
        "LIST" => true,
        "NON_NULL" => IsList(type.GetProperty("ofType")),
        _ => false,
    };

    private static string NameOf(JsonElement type) =>
        type.GetProperty("kind").GetString() is "LIST" or "NON_NULL" ? NameOf(type.GetProperty("ofType")) : type.GetProperty("name").GetString()!;
}
