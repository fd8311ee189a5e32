using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>One entry of a case as a correction has it read, and as it was read before.</summary>
/// <param name="Index">Place in the case.</param>
/// <param name="By">The entry that corrects it.</param>
public sealed record CorrectedEntry(int Index, KeptEntry Before, KeptEntry After, PublicEntry By)
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
            if (rule is not null && rule.Value(corrected.FindText("value") ?? "") is { } value)
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
}
