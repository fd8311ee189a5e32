using System.Collections.Immutable;
using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>Reads public fields; what is missing or of another kind makes the entry none of its type.</summary>
public static class Reading
{
    public static PublicValue? Value(this PublicFields fields, string name) => fields.Find(name);

    public static DateTimeOffset? FindInstant(this PublicFields fields, string name) =>
        fields.FindText(name) is { } text ? Instants.Parse(text) : null;

    public static DateOnly RequireDay(this PublicFields fields, string name) => Instants.ParseDay(fields.RequireText(name));

    public static long? FindNumber(this PublicFields fields, string name) => fields.Value(name) is PublicValue.Number number ? number.Value : null;

    /// <exception cref="FormatException">The entry has no such flag.</exception>
    public static bool RequireFlag(this PublicFields fields, string name) => fields.Value(name) is PublicValue.Flag flag
        ? flag.Value
        : throw new FormatException($"The entry has no flag '{name}'.");

    /// <exception cref="FormatException">The entry has no such group.</exception>
    public static PublicFields RequireGroup(this PublicFields fields, string name) => fields.Value(name) is PublicValue.Group group
        ? group.Fields
        : throw new FormatException($"The entry has no group '{name}'.");

    /// <summary>The groups of a list; none where the list is left out.</summary>
    public static IEnumerable<PublicFields> Groups(this PublicFields fields, string name) => fields.Value(name) is PublicValue.List list
        ? list.Items.OfType<PublicValue.Group>().Select(group => group.Fields)
        : [];

    /// <summary>The texts of a list; none where the list is left out.</summary>
    public static ImmutableArray<string> Texts(this PublicFields fields, string name) => fields.Value(name) is PublicValue.List list
        ? [.. list.Items.OfType<PublicValue.Text>().Select(text => text.Value)]
        : [];

    /// <summary>Whether the field says something: a text that is not blank, a list with items, a number that is not 0.</summary>
    public static bool Says(this PublicFields fields, string name) => fields.Value(name) switch
    {
        PublicValue.Text text => !string.IsNullOrWhiteSpace(text.Value),
        PublicValue.List list => list.Items.Count > 0,
        PublicValue.Number number => number.Value != 0,
        null => false,
        _ => true,
    };
}
