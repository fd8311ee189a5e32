using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>
/// Keeps entries small, so that a million of them fit in memory. Entries are much alike: names, texts, numbers, and whole short
/// lists of fields are one object however many entries have them. An id of a delivery or quote is one object within its case.
/// What no check can see is left out: commitments, signatures and causes.
/// </summary>
internal sealed class EntryPool
{
    // A log made to exhaust memory has texts that never repeat; those are not worth keeping.
    private const int LargestCount = 200_000;
    private const int IdLength = 36;
    private const int MostShared = 4;

    private readonly Dictionary<string, PublicValue.Text> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, PublicValue.Number> numbers = [];
    private readonly Dictionary<string[], string[]> shapes = new(new SameItems<string>());
    private readonly Dictionary<PublicFields, PublicFields> alike = new(new SameFields());
    private static readonly PublicValue.Flag Yes = new(true);
    private static readonly PublicValue.Flag No = new(false);

    /// <param name="stream">The entry's stream id, one object for all its entries.</param>
    /// <param name="before">Entries of the same stream that are kept already.</param>
    public PublicEntry Keep(PublicEntry entry, string stream, IReadOnlyList<PublicEntry> before) => new(
        entry.Position, entry.EventId, stream, entry.StreamVersion, Text(entry.Type).Value, entry.TypeVersion, entry.OccurredAt, entry.RecordedAt,
        Text(entry.Node).Value, Text(entry.ActorRole).Value, Text(entry.Channel).Value, CausationId: null, Fields(entry.Fields, before));

    private PublicFields Fields(PublicFields fields, IReadOnlyList<PublicEntry> before)
    {
        var values = new PublicValue[fields.Count];
        var isShared = values.Length <= MostShared;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(fields.Values[i], before);
            isShared &= values[i] is PublicValue.Number or PublicValue.Flag || (values[i] is PublicValue.Text text && !IsId(text.Value));
        }

        var kept = PublicFields.Of(Shape(fields), values);
        return !isShared ? kept
            : alike.TryGetValue(kept, out var known) ? known
            : alike.Count >= LargestCount ? kept
            : alike[kept] = kept;
    }

    private PublicValue Value(PublicValue value, IReadOnlyList<PublicEntry> before) => value switch
    {
        PublicValue.Text text => IsId(text.Value) ? Known(text, before) : Text(text.Value),
        PublicValue.Number number => Number(number),
        PublicValue.Flag flag => flag.Value ? Yes : No,
        PublicValue.Group group => new PublicValue.Group(Fields(group.Fields, before)),
        PublicValue.List list => new PublicValue.List([.. list.Items.Select(item => Value(item, before))]),
        _ => value,
    };

    // The newest entries of the case are the likeliest to name the same delivery or quote.
    private static PublicValue.Text Known(PublicValue.Text id, IReadOnlyList<PublicEntry> before)
    {
        for (var i = before.Count - 1; i >= 0; i--)
        {
            foreach (var value in before[i].Fields.Values)
            {
                if (value is PublicValue.Text known && known.Value == id.Value)
                {
                    return known;
                }
            }
        }

        return id;
    }

    private PublicValue.Text Text(string text) => texts.TryGetValue(text, out var known) ? known
        : texts.Count >= LargestCount ? new PublicValue.Text(text)
        : texts[text] = new PublicValue.Text(text);

    private PublicValue.Number Number(PublicValue.Number number) => numbers.TryGetValue(number.Value, out var known) ? known
        : numbers.Count >= LargestCount ? number
        : numbers[number.Value] = number;

    private string[] Shape(PublicFields fields)
    {
        string[] names = [.. fields.Names];
        if (!shapes.TryGetValue(names, out var known))
        {
            shapes[names] = known = [.. names.Select(name => Text(name).Value)];
        }

        return known;
    }

    private static bool IsId(string text) => text.Length == IdLength && Guid.TryParseExact(text, "D", out _);

    private sealed class SameItems<T> : IEqualityComparer<T[]>
    {
        public bool Equals(T[]? one, T[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(T[] items) => items.Aggregate(0, static (hash, item) => HashCode.Combine(hash, item));
    }

    private sealed class SameFields : IEqualityComparer<PublicFields>
    {
        public bool Equals(PublicFields? one, PublicFields? other) =>
            one!.Names.SequenceEqual(other!.Names) && one.Values.SequenceEqual(other.Values);

        public int GetHashCode(PublicFields fields)
        {
            var hash = fields.Count;
            foreach (var value in fields.Values)
            {
                hash = HashCode.Combine(hash, value);
            }

            return hash;
        }
    }
}
