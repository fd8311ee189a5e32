using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>Public fields as the facts keep them, in the manner of <see cref="PublicFields"/>; <see cref="PackedValues"/> wrote them.</summary>
public readonly struct KeptFields
{
    private readonly SharedTexts texts;
    private readonly string[] names;
    private readonly byte[] bytes;
    private readonly int begin;

    internal KeptFields(SharedTexts texts, string[] names, byte[] bytes, int begin) =>
        (this.texts, this.names, this.bytes, this.begin) = (texts, names, bytes, begin);

    public string? FindText(string name) => Find(name) is { } found && found.IsText ? found.Text(texts) : null;

    /// <exception cref="FormatException">The entry has no such text.</exception>
    public string RequireText(string name) => FindText(name) ?? throw None("text", name);

    /// <summary>Whether the field is this text.</summary>
    public bool Is(string name, string text) => Find(name) is { } found && found.IsText && found.Is(text, texts);

    public long? FindNumber(string name) => Find(name) is { Kind: Packed.Number } found ? found.Number : null;

    /// <exception cref="FormatException">The entry has no such number.</exception>
    public long RequireNumber(string name) => FindNumber(name) ?? throw None("number", name);

    /// <summary>UTC; null where the field was left out.</summary>
    /// <exception cref="FormatException">It is a text that is no instant.</exception>
    public DateTimeOffset? FindInstant(string name) => Find(name) is not { IsText: true } found ? null
        : found.Kind == Packed.Instant ? found.Instant
        : Instants.Parse(found.Text(texts));

    /// <exception cref="FormatException">The entry has no such instant.</exception>
    public DateTimeOffset RequireInstant(string name) => FindInstant(name) ?? throw None("instant", name);

    /// <exception cref="FormatException">The entry has no such flag.</exception>
    public bool RequireFlag(string name) => Find(name) is { Kind: Packed.Yes or Packed.No } found ? found.Kind == Packed.Yes : throw None("flag", name);

    /// <exception cref="FormatException">The entry has no such group.</exception>
    public KeptFields RequireGroup(string name) => Find(name) is { Kind: Packed.Group } found ? Group(found) : throw None("group", name);

    /// <summary>The groups of a list; none where the list is left out.</summary>
    public IEnumerable<KeptFields> Groups(string name)
    {
        if (Find(name) is { Kind: Packed.List } list)
        {
            var (count, item) = list.Items;
            for (; count > 0; count--, item = item.Next)
            {
                if (item.Kind == Packed.Group)
                {
                    yield return Group(item);
                }
            }
        }
    }

    /// <summary>Whether the field says something: a text that is not blank, a list with items, a number that is not 0.</summary>
    public bool Says(string name) => Find(name) is { } found && (found.IsText ? !string.IsNullOrWhiteSpace(found.Text(texts))
        : found.Kind switch
        {
            Packed.List => found.Items.Count > 0,
            Packed.Number => found.Number != 0,
            _ => true,
        });

    /// <summary>As they came.</summary>
    public PublicFields Restore()
    {
        var values = new PublicValue[names.Length];
        var value = new PackedValue(bytes, begin);
        for (var i = 0; i < values.Length; i++, value = value.Next)
        {
            values[i] = Restore(value);
        }

        return PublicFields.Of(names, values);
    }

    private PublicValue Restore(PackedValue value)
    {
        switch (value.Kind)
        {
            case Packed.Number: return new PublicValue.Number(value.Number);
            case Packed.Yes or Packed.No: return new PublicValue.Flag(value.Kind == Packed.Yes);
            case Packed.Group: return new PublicValue.Group(Group(value).Restore());
            case Packed.List:
                var (count, item) = value.Items;
                var items = new PublicValue[count];
                for (var i = 0; i < count; i++, item = item.Next)
                {
                    items[i] = Restore(item);
                }

                return new PublicValue.List(items);
            default: return new PublicValue.Text(value.Text(texts));
        }
    }

    private KeptFields Group(PackedValue group)
    {
        var (shape, first) = group.Items;
        return new KeptFields(texts, texts.Names(shape), bytes, first.Begin);
    }

    private PackedValue? Find(string name)
    {
        var index = 0;
        while (index < names.Length && names[index] != name)
        {
            index++;
        }

        if (index == names.Length)
        {
            return null;
        }

        var value = new PackedValue(bytes, begin);
        for (; index > 0; index--)
        {
            value = value.Next;
        }

        return value;
    }

    private static FormatException None(string kind, string name) => new($"The entry has no {kind} '{name}'.");
}
