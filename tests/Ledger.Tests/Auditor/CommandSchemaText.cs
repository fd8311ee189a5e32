using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Mono.Cecil;

namespace Ledger.Tests.Auditor;

/// <summary>Writes which events each command may lead to, read from the code itself: every event whose constructor is
/// reached from the command's methods, however far down.</summary>
internal static class CommandSchemaText
{
    private static readonly JsonWriterOptions Form = new() { Indented = true };

    public static IReadOnlyList<Type> Commands { get; } =
    [
        .. typeof(LedgerEvent).Assembly.GetTypes().Where(type => !type.IsAbstract && StateOf(type) is not null).OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static string Write()
    {
        using var module = ModuleDefinition.ReadModule(typeof(LedgerEvent).Assembly.Location);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            foreach (var command in Commands)
            {
                var events = EventsOf(module, command);
                var published = events.SelectMany(type => EventFields.Of(type.Record)).Where(field => field.IsPublic).Select(field => field.Name).ToHashSet();
                json.WriteStartObject(command.Name);
                json.WriteString("stream", Areas.All.Single(area => area.State == StateOf(command)).Prefix);
                json.WriteStartObject("members");
                foreach (var member in Members(command).Order(StringComparer.Ordinal))
                {
                    json.WriteString(member, published.Contains(member) ? "public" : "committed");
                }

                json.WriteEndObject();
                json.WriteStartArray("events");
                foreach (var type in events)
                {
                    json.WriteStringValue(type.StoredName);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static IEnumerable<string> Members(Type command) => command.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && !property.IsDefined(typeof(JsonIgnoreAttribute)))
        .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

    private static Type? StateOf(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(Command<>))
            {
                return parent.GetGenericArguments()[0];
            }
        }

        return null;
    }

    private static List<EventType> EventsOf(ModuleDefinition module, Type command)
    {
        var open = new Queue<MethodDefinition>(Everything(module.GetType(command.FullName)));
        var seen = new HashSet<string>();
        var made = new HashSet<string>();
        while (open.TryDequeue(out var method))
        {
            if (!seen.Add(method.FullName) || !method.HasBody)
            {
                continue;
            }

            foreach (var called in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>())
            {
                if (called.DeclaringType.Scope != method.Module && called.DeclaringType.GetElementType().Scope != method.Module)
                {
                    continue;
                }

                if (called.Name == ".ctor")
                {
                    made.Add(called.DeclaringType.FullName);
                }

                // States make no events; what they were folded from is not what the command leads to.
                if (called.Resolve() is { } target && !target.DeclaringType.Name.EndsWith("State", StringComparison.Ordinal))
                {
                    open.Enqueue(target);
                }
            }
        }

        return [.. EventCatalogue.All.Where(type => made.Contains(type.Record.FullName!))];
    }

    private static IEnumerable<MethodDefinition> Everything(TypeDefinition type) =>
        type.Methods.Concat(type.NestedTypes.SelectMany(Everything));
}
