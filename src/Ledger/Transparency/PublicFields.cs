using System.Text.Json;

namespace Ledger.Transparency;

/// <summary>A value in a public entry: text, integer, flag, list or group of named values. There is no null: a field that
/// has no value is left out.</summary>
public abstract record PublicValue
{
    private PublicValue()
    {
    }

    public sealed record Text(string Value) : PublicValue;

    public sealed record Number(long Value) : PublicValue;

    public sealed record Flag(bool Value) : PublicValue;

    public sealed record List(IReadOnlyList<PublicValue> Items) : PublicValue;

    public sealed record Group(PublicFields Fields) : PublicValue;

    internal void WriteTo(CanonicalJson json)
    {
        switch (this)
        {
            case Text text: json.Text(text.Value); break;
            case Number number: json.Number(number.Value); break;
            case Flag flag: json.Flag(flag.Value); break;
            case Group group: group.Fields.WriteTo(json); break;
            case List list:
                json.StartArray();
                foreach (var item in list.Items)
                {
                    item.WriteTo(json);
                }

                json.EndArray();
                break;
        }
    }

    internal static PublicValue Parse(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new Text(element.GetString()!),
        JsonValueKind.Number => new Number(element.GetInt64()),
        JsonValueKind.True => new Flag(true),
        JsonValueKind.False => new Flag(false),
        JsonValueKind.Array => new List([.. element.EnumerateArray().Select(Parse)]),
        JsonValueKind.Object => new Group(PublicFields.Parse(element)),
        _ => throw new FormatException("A public entry has no null."),
    };
}

/// <summary>
/// The public fields of one event, in the order in which they were added, which has to be the canonical one. Only what
/// is added here reaches the world: the list is an allow-list.
/// </summary>
public sealed class PublicFields
{
    /// <summary>No fields. Nothing may be added to it.</summary>
    internal static readonly PublicFields None = new();

    private const int FirstSize = 8;

    // Names and values apart: whoever keeps very many entries can share the names of those that are alike.
    private string[] names;
    private PublicValue[] values;
    private int count;

    public PublicFields()
        : this(FirstSize)
    {
    }

    /// <param name="room">How many fields are expected.</param>
    public PublicFields(int room)
        : this(room == 0 ? [] : new string[room], room == 0 ? [] : new PublicValue[room], count: 0)
    {
    }

    private PublicFields(string[] names, PublicValue[] values, int count) => (this.names, this.values, this.count) = (names, values, count);

    /// <summary>All fields with their values, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, PublicValue>> All => [.. names.Take(count).Zip(values, KeyValuePair.Create)];

    public int Count => count;

    public ReadOnlySpan<string> Names => names.AsSpan(0, count);

    public ReadOnlySpan<PublicValue> Values => values.AsSpan(0, count);

    /// <summary>Fields that take no more room than they need.</summary>
    /// <param name="names">In canonical order. May be shared: what is added later is added to a copy.</param>
    /// <param name="values">As many.</param>
    public static PublicFields Of(string[] names, PublicValue[] values) => new(names, values, names.Length);

    public PublicFields Add(string name, string? value) => value is null ? this : Add(name, RecentTexts.ValueOf(value));

    public PublicFields Add(string name, long value) => Add(name, new PublicValue.Number(value));

    public PublicFields Add(string name, bool value) => Add(name, new PublicValue.Flag(value));

    public PublicFields Add(string name, Guid value) => Add(name, new PublicValue.Text(value.ToString()));

    public PublicFields Add(string name, DateTimeOffset value) => Add(name, new PublicValue.Text(Instants.Write(value)));

    public PublicFields Add(string name, DateTimeOffset? value) => value is { } instant ? Add(name, instant) : this;

    public PublicFields Add(string name, long? value) => value is { } number ? Add(name, number) : this;

    public PublicFields Add(string name, bool? value) => value is { } flag ? Add(name, flag) : this;

    public PublicFields Add(string name, Guid? value) => value is { } id ? Add(name, id) : this;

    public PublicFields Add(string name, DateOnly value) => Add(name, new PublicValue.Text(Instants.Write(value)));

    public PublicFields Add(string name, DateOnly? value) => value is { } day ? Add(name, day) : this;

    public PublicFields Add(string name, PublicValue? value)
    {
        if (value is not null)
        {
            if (count == names.Length)
            {
                Array.Resize(ref names, (2 * count) + 1);
                Array.Resize(ref values, (2 * count) + 1);
            }

            (names[count], values[count]) = (name, value);
            count++;
        }

        return this;
    }

    /// <exception cref="FormatException">The entry has no such text: it is not of the type it claims.</exception>
    public string RequireText(string name) =>
        FindText(name) ?? throw new FormatException($"The entry has no text '{name}'.");

    public string? FindText(string name) => Find(name) is PublicValue.Text text ? text.Value : null;

    /// <inheritdoc cref="RequireText"/>
    public long RequireNumber(string name) => Find(name) is PublicValue.Number number
        ? number.Value
        : throw new FormatException($"The entry has no number '{name}'.");

    /// <inheritdoc cref="RequireText"/>
    public DateTimeOffset RequireInstant(string name) => Instants.Parse(RequireText(name));

    /// <summary>Null when the field was left out.</summary>
    public DateTimeOffset? FindInstant(string name) => FindText(name) is { } text ? Instants.Parse(text) : null;

    /// <inheritdoc cref="RequireText"/>
    public PublicFields RequireGroup(string name) => Find(name) is PublicValue.Group group
        ? group.Fields
        : throw new FormatException($"The entry has no group '{name}'.");

    /// <inheritdoc cref="RequireText"/>
    public IEnumerable<string> RequireTexts(string name) => RequireList(name).Select(item => item is PublicValue.Text text
        ? text.Value
        : throw new FormatException($"The entry has something else than texts in '{name}'."));

    /// <inheritdoc cref="RequireText"/>
    public IEnumerable<PublicFields> RequireGroups(string name) => RequireList(name).Select(item => item is PublicValue.Group group
        ? group.Fields
        : throw new FormatException($"The entry has something else than groups in '{name}'."));

    private IReadOnlyList<PublicValue> RequireList(string name) => Find(name) is PublicValue.List list
        ? list.Items
        : throw new FormatException($"The entry has no list '{name}'.");

    internal void WriteTo(CanonicalJson json)
    {
        json.StartObject();
        for (var i = 0; i < count; i++)
        {
            json.Name(names[i]);
            values[i].WriteTo(json);
        }

        json.EndObject();
    }

    internal static PublicFields Parse(JsonElement element)
    {
        var parsed = new PublicFields();
        foreach (var member in element.EnumerateObject())
        {
            parsed.Add(member.Name, PublicValue.Parse(member.Value));
        }

        return parsed;
    }

    public PublicValue? Find(string name)
    {
        for (var i = 0; i < count; i++)
        {
            if (names[i] == name)
            {
                return values[i];
            }
        }

        return null;
    }
}
