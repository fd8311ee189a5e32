using System.Text;
using System.Text.Json;

namespace Ledger.Transparency;

/// <summary>
/// What a member signs of a command, as canonical JSON (RFC 8785): who says what to which stream, and when. Of the command's
/// members, <c>null</c> ones left out, each stands in <c>fields</c> with its value or, where a salt was given, as
/// <c>{"commit":"…"}</c> (<see cref="Commitment.Text"/>).
/// <code>
/// {"channel":"online","command":"AnswerRequest","fields":{"answer_code":"x"},"key":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
///  "node":"SC-510100","occurred_at":"2026-01-05T08:00:00.000Z","role":"clerk","stream":"case-…"}
/// </code>
/// (without the line break). It is public, so <c>key</c>, the Idempotency-Key, has to be a UUID.
/// </summary>
public sealed record CommandStatement(
    string Channel,
    string Command,
    PublicFields Fields,
    string Key,
    string Node,
    DateTimeOffset OccurredAt,
    string Role,
    string Stream)
{
    private const string CommitName = "commit";

    /// <summary>The one text of it.</summary>
    /// <exception cref="ArgumentException">A text has a lone surrogate.</exception>
    /// <exception cref="InvalidOperationException">A number is not exact in JSON.</exception>
    public string Write()
    {
        var json = new CanonicalJson();
        json.StartObject();
        json.Name("channel").Text(Channel);
        json.Name("command").Text(Command);
        json.Name("fields");
        Fields.WriteTo(json);
        json.Name("key").Text(Key);
        json.Name("node").Text(Node);
        json.Name("occurred_at").Text(Instants.Write(OccurredAt));
        json.Name("role").Text(Role);
        json.Name("stream").Text(Stream);
        json.EndObject();
        return Encoding.UTF8.GetString(json.Written);
    }

    /// <summary>Reads what <see cref="Write"/> writes, and no other spelling of it.</summary>
    /// <exception cref="FormatException"/>
    public static CommandStatement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            string Text(string name) => root.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
            var statement = new CommandStatement(
                Text("channel"), Text("command"), PublicFields.Parse(root.GetProperty("fields")), Text("key"), Text("node"),
                Instants.Parse(Text("occurred_at")), Text("role"), Text("stream"));
            return statement.Write() == text ? statement : throw new FormatException("The statement is not in its canonical form.");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("Not a statement.", fault);
        }
    }

    /// <summary>The <c>fields</c> of a command.</summary>
    /// <param name="command">The command's own members, as they are sent.</param>
    /// <param name="salts">32 random bytes for each member that is not to stand in clear, whether the command has it or not.</param>
    /// <exception cref="FormatException">A number is not a whole one.</exception>
    public static PublicFields FieldsOf(JsonElement command, IReadOnlyDictionary<string, byte[]> salts)
    {
        var values = Group(command);
        var fields = new PublicFields();
        foreach (var name in values.Keys.Concat(salts.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var value = values.GetValueOrDefault(name);
            fields.Add(name, salts.TryGetValue(name, out var salt)
                ? new PublicValue.Group(new PublicFields().Add(CommitName, Commitment.Text(name, value, salt)))
                : value);
        }

        return fields;
    }

    /// <summary>The commitment that stands for a value; null for a value in clear.</summary>
    public static string? CommitIn(PublicValue? value) =>
        value is PublicValue.Group { Fields: { All.Count: 1 } only } ? only.FindText(CommitName) : null;

    private static Dictionary<string, PublicValue> Group(JsonElement group) => group.EnumerateObject()
        .Where(member => member.Value.ValueKind != JsonValueKind.Null)
        .ToDictionary(member => member.Name, member => Value(member.Value), StringComparer.Ordinal);

    private static PublicValue Value(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return new PublicValue.List([.. element.EnumerateArray().Select(Value)]);
            case JsonValueKind.Object:
                var parts = new PublicFields();
                foreach (var (name, value) in Group(element).OrderBy(part => part.Key, StringComparer.Ordinal))
                {
                    parts.Add(name, value);
                }

                return new PublicValue.Group(parts);
            default:
                return PublicValue.Parse(element);
        }
    }
}
