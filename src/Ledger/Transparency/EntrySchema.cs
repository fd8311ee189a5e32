using System.Globalization;

namespace Ledger.Transparency;

/// <summary>What a public field holds. Ids, instants and days are texts of one exact form.</summary>
public enum FieldKind
{
    Text,
    Number,
    Flag,
    Id,
    Instant,
    Day,
    List,
    Group,
}

/// <param name="Optional">The field may be left out: the fact has no such thing.</param>
/// <param name="Item">What each item of a list is.</param>
/// <param name="Parts">The fields of a group, in order.</param>
public sealed record FieldRule(
    string Name, FieldKind Kind, bool Optional = false, FieldRule? Item = null, IReadOnlyList<FieldRule>? Parts = null)
{
    /// <summary>The value that a text says, a number as its digits; null where the field has no room for it, as one that holds many
    /// values has for none.</summary>
    public PublicValue? Value(string text) => Kind switch
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

/// <summary>What an entry of one type has: the prefix of its streams, its public fields, and its commitments, in order.</summary>
public sealed record EntryRule(string Stream, IReadOnlyList<FieldRule> Public, IReadOnlyList<FieldRule> Commitments);

/// <summary>
/// Which public fields an entry of each type has: all of these in this order and no others. It is what an outsider holds
/// the log against, so it is data of its own (EntrySchema.json); that the ledger writes just this, a test compares.
/// </summary>
public static class EntrySchema
{
    /// <summary>What ids of streams of cases begin with.</summary>
    public const string CasePrefix = "case-";

    // Of a key: letters and digits with the separators of codes, so that no stream can look like a path or a markup.
    private const int LongestKey = 120;

    /// <summary>Rules by the type's name and version.</summary>
    public static readonly IReadOnlyDictionary<(string Type, int Version), EntryRule> Types = SchemaFile.Read();

    /// <summary>Whether the stream is one case's.</summary>
    public static bool IsCase(string stream) => stream.StartsWith(CasePrefix, StringComparison.Ordinal);

    /// <summary>What about the entry is not as its type demands, in words that follow on "the entry"; null when nothing is.</summary>
    public static string? WhyWrong(PublicEntry entry)
    {
        if (!Types.TryGetValue((entry.Type, entry.TypeVersion), out var rule))
        {
            return $"is of the unknown type '{entry.Type}' version {entry.TypeVersion}";
        }

        return !IsStream(rule.Stream, entry.Stream)
            ? $"is of stream '{entry.Stream}', which is no id of a {rule.Stream.TrimEnd('-')}"
            : WhyWrong(rule.Public, entry.Fields) ?? WhyCommitmentsWrong(rule.Commitments, entry.Commitments);
    }

    private static bool IsStream(string prefix, string stream) =>
        stream.StartsWith(prefix, StringComparison.Ordinal) && stream.AsSpan(prefix.Length) is var key
        && (prefix == CasePrefix
            ? IsId(key)
            : key.Length is > 0 and <= LongestKey && key.IndexOfAnyExcept(KeyCharacters) < 0);

    private static readonly System.Buffers.SearchValues<char> KeyCharacters =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    private static string? WhyCommitmentsWrong(IReadOnlyList<FieldRule> rules, PublicFields commitments) =>
        WhyWrong(rules, commitments) is null
        && commitments.All.All(field => field.Value is PublicValue.Text text && IsHash(text.Value))
            ? null
            : "has other commitments than its type";

    private static string? WhyWrong(IReadOnlyList<FieldRule> rules, PublicFields fields)
    {
        var next = 0;
        foreach (var (name, value) in fields.All)
        {
            while (next < rules.Count && rules[next].Name != name && rules[next].Optional)
            {
                next++;
            }

            if (next == rules.Count || rules[next].Name != name)
            {
                return $"has the field '{name}' where its type has {(next < rules.Count ? $"'{rules[next].Name}'" : "none")}";
            }

            if (!Is(rules[next++], value))
            {
                return $"has a field '{name}' that is not of the kind {rules[next - 1].Kind}";
            }
        }

        return rules.Skip(next).FirstOrDefault(rule => !rule.Optional) is { } missing ? $"has no field '{missing.Name}'" : null;
    }

    private static bool Is(FieldRule rule, PublicValue value) => (rule.Kind, value) switch
    {
        (FieldKind.Text, PublicValue.Text) or (FieldKind.Number, PublicValue.Number) or (FieldKind.Flag, PublicValue.Flag) => true,
        (FieldKind.Id, PublicValue.Text text) => IsId(text.Value),
        (FieldKind.Instant, PublicValue.Text text) => Instants.IsWritten(text.Value),
        (FieldKind.Day, PublicValue.Text text) => Instants.IsDay(text.Value),
        (FieldKind.List, PublicValue.List list) => list.Items.All(item => Is(rule.Item!, item)),
        (FieldKind.Group, PublicValue.Group group) => WhyWrong(rule.Parts!, group.Fields) is null,
        _ => false,
    };

    private static bool IsId(ReadOnlySpan<char> text) =>
        Guid.TryParseExact(text, "D", out _) && text.IndexOfAnyInRange('A', 'F') < 0;

    private static bool IsHash(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        return text.Length == 44 && Convert.TryFromBase64String(text, hash, out var length) && length == 32;
    }
}
