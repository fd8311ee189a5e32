using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ledger.Deciding;

namespace PublicApi.Http;

/// <summary>
/// Where the JSON of a command has a member too few or too many, in the names of the command alone: an unknown member's name is
/// whatever the caller wrote, a name or a number of somebody perhaps; it is not repeated.
/// </summary>
internal static class CommandFaults
{
    /// <summary>The first object at fault and what it is; null where every object has its members, or it is not JSON.</summary>
    public static Sentence? Of(ReadOnlyMemory<byte> body, Type type)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Find(document.RootElement, CommandJson.Options.GetTypeInfo(type), "$");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name is no sound Unicode.
            return null;
        }
    }

    private static Sentence? Find(JsonElement value, JsonTypeInfo type, string path) => (type.Kind, value.ValueKind) switch
    {
        (JsonTypeInfoKind.Object, JsonValueKind.Object) => OfMembers(value, type, path),
        (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) when type.ElementType is { } item => value.EnumerateArray()
            .Select((one, i) => Find(one, CommandJson.Options.GetTypeInfo(item), $"{path}[{i}]")).FirstOrDefault(fault => fault is not null),
        _ => null,
    };

    private static Sentence? OfMembers(JsonElement value, JsonTypeInfo type, string path)
    {
        var members = type.Properties.Where(member => member.AssociatedParameter is not null || member.Set is not null).ToDictionary(member => member.Name);
        var missing = members.Values.Where(member => member.AssociatedParameter is { HasDefaultValue: false } && !value.TryGetProperty(member.Name, out _))
            .Select(member => member.Name).ToList();
        if (missing.Count > 0)
        {
            return new($" at {path}: missing are {string.Join(", ", missing)}", $"{path}：缺少 {string.Join("、", missing)}");
        }

        return value.EnumerateObject().Any(member => !members.ContainsKey(member.Name))
            ? new($" at {path}: a member is unknown; there are {string.Join(", ", members.Keys)}", $"{path}：有未知成员；可用成员为 {string.Join("、", members.Keys)}")
            : value.EnumerateObject().Select(member => Find(member.Value, CommandJson.Options.GetTypeInfo(members[member.Name].PropertyType), $"{path}.{member.Name}"))
                .FirstOrDefault(fault => fault is not null);
    }
}
