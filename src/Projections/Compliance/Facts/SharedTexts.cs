using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>Texts that entries have in common, each kept once and known by its number: codes, nodes, types, and the lists of
/// names that fields have.</summary>
internal sealed class SharedTexts
{
    // A log made to exhaust memory has texts that never repeat, and long ones seldom do; those are not worth keeping.
    private const int LargestCount = 200_000;
    private const int Longest = 40;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];
    private readonly Dictionary<string[], int> namesNumbers = new(new SameNames());
    private readonly List<string[]> names = [];

    /// <summary>The text of a number.</summary>
    public string this[int number] => texts[number];

    /// <returns>The text's number; null where it is not shared.</returns>
    public int? Share(string text) => numbers.TryGetValue(text, out var known) ? known
        : text.Length > Longest || numbers.Count >= LargestCount ? null
        : NumberOf(text);

    /// <summary>Shares a text, however many there are.</summary>
    public int NumberOf(string text)
    {
        if (!numbers.TryGetValue(text, out var number))
        {
            // What is the same object as the program's own text is compared fastest.
            var kept = string.IsInterned(text) ?? text;
            numbers[kept] = number = texts.Count;
            texts.Add(kept);
        }

        return number;
    }

    /// <summary>The names, in order, that have this number.</summary>
    public string[] Names(int number) => names[number];

    /// <summary>The number of the names of these fields.</summary>
    public int NamesOf(PublicFields fields)
    {
        var known = namesNumbers.GetAlternateLookup<ReadOnlySpan<string>>();
        if (!known.TryGetValue(fields.Names, out var number))
        {
            string[] kept = [.. fields.Names];
            kept = [.. kept.Select(name => texts[NumberOf(name)])];
            namesNumbers[kept] = number = names.Count;
            names.Add(kept);
        }

        return number;
    }

    private sealed class SameNames : IEqualityComparer<string[]>, IAlternateEqualityComparer<ReadOnlySpan<string>, string[]>
    {
        public bool Equals(string[]? one, string[]? other) => one.AsSpan().SequenceEqual(other);

        public bool Equals(ReadOnlySpan<string> one, string[] other) => one.SequenceEqual(other);

        public int GetHashCode(string[] names) => GetHashCode(names.AsSpan());

        // Lists of names are few, and most differ in length.
        public int GetHashCode(ReadOnlySpan<string> names)
        {
            var hash = names.Length;
            foreach (var name in names)
            {
                hash = unchecked((hash * 31) + name.Length);
            }

            return hash;
        }

        public string[] Create(ReadOnlySpan<string> names) => names.ToArray();
    }
}
