using System.Globalization;
using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>One entry of a case as a correction has it read, and as it was read before.</summary>
/// <param name="Index">Place in the case.</param>
/// <param name="By">The entry that corrects it.</param>
public sealed record CorrectedEntry(int Index, PublicEntry Before, PublicEntry By)
{
    /// <summary>The entry with the fields that a correction gives it. What the entry's type has no room for changes nothing: a
    /// list, a field of another type, a text that is no number where one belongs.</summary>
    public static PublicEntry Read(PublicEntry entry, PublicEntry correction)
    {
        if (!EntrySchema.Types.TryGetValue((entry.Type, entry.TypeVersion), out var type))
        {
            return entry;
        }

        var fields = entry.Fields.All.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        foreach (var corrected in correction.Fields.Groups("corrected"))
        {
            var rule = type.Public.FirstOrDefault(rule => rule.Name == corrected.FindText("field"));
            if (rule is not null && Value(rule.Kind, corrected.FindText("value") ?? "") is { } value)
            {
                fields[rule.Name] = value;
            }
        }

        return entry with
        {
            Fields = fields.OrderBy(field => field.Key, StringComparer.Ordinal)
                .Aggregate(new PublicFields(), static (all, field) => all.Add(field.Key, field.Value)),
        };
    }

    private static PublicValue? Value(FieldKind kind, string text) => kind switch
    {
        FieldKind.Number => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new PublicValue.Number(number)
            : null,
        FieldKind.Flag => bool.TryParse(text, out var flag) ? new PublicValue.Flag(flag) : null,
        FieldKind.Instant => Instants.IsWritten(text) ? new PublicValue.Text(text) : null,
        FieldKind.Day => Instants.IsDay(text) ? new PublicValue.Text(text) : null,
        FieldKind.Id => Guid.TryParseExact(text, "D", out _) ? new PublicValue.Text(text) : null,
        FieldKind.Text => new PublicValue.Text(text),
        _ => null,
    };
}
