namespace Projections.Compliance.Facts;

/// <summary>What happened to cases in one month, in the order of the log. What somebody asked for is kept until
/// <see cref="Forget"/>.</summary>
public sealed class MonthOfCases
{
    private readonly PackedEntries all;
    private readonly Func<int, CaseFacts> read;
    private readonly Dictionary<string, List<uint>> types = new(StringComparer.Ordinal);
    private readonly HashSet<int> cases = [];
    private readonly Dictionary<string, (CaseFacts Case, int Index)[]> known = new(StringComparer.Ordinal);
    private CaseFacts[]? knownCases;

    /// <param name="read">Reads the case of a number.</param>
    internal MonthOfCases(PackedEntries all, Func<int, CaseFacts> read) => (this.all, this.read) = (all, read);

    /// <summary>Entries of a type, with their place in the case.</summary>
    public IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)> this[string type] =>
        Of(type).Select(static at => (at.Case, at.Index, at.Case.EntryAt(at.Index)));

    /// <summary>Entries of every type, type by type.</summary>
    public IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)> All => types.Keys.SelectMany(type => this[type]);

    /// <summary>Cases to which anything happened.</summary>
    public IReadOnlyCollection<CaseFacts> Cases
    {
        get
        {
            lock (known)
            {
                return knownCases ??= [.. cases.Select(read)];
            }
        }
    }

    /// <summary>Numbers of <see cref="Cases"/>.</summary>
    internal IReadOnlyCollection<int> Numbers => cases;

    internal void Add(string type, int number, uint place)
    {
        if (!types.TryGetValue(type, out var places))
        {
            types[type] = places = [];
        }

        places.Add(place);
        cases.Add(number);
    }

    internal void Forget()
    {
        known.Clear();
        knownCases = null;
    }

    private (CaseFacts Case, int Index)[] Of(string type)
    {
        if (!types.TryGetValue(type, out var places))
        {
            return [];
        }

        lock (known)
        {
            return known.TryGetValue(type, out var found) ? found : known[type] = [.. places.Select(place =>
            {
                ref readonly var head = ref all.Head(place);
                return (read(head.Stream), head.Index);
            })];
        }
    }
}

/// <summary>Where the entries of cases stand, by the month in which they happened. What happened at a time that is in no month
/// is in none.</summary>
internal sealed class CasesByMonth(PackedEntries all, Func<int, CaseFacts> read)
{
    private readonly Dictionary<Month, MonthOfCases> months = [];
    private readonly MonthOfCases none = new(all, read);
    private (Month Month, MonthOfCases Cases)? last;
    private bool isAsked;

    public MonthOfCases this[Month month]
    {
        get
        {
            isAsked = true;
            return months.GetValueOrDefault(month) ?? none;
        }
    }

    public IEnumerable<Month> NewestFirst => months.Keys.OrderByDescending(static month => month.FirstDay);

    /// <param name="number">Of the case.</param>
    /// <param name="place">Where the entry is.</param>
    public void Add(string type, DateTimeOffset at, int number, uint place)
    {
        if (last?.Month.Contains(at) != true)
        {
            if (Month.Find(at) is not { } month)
            {
                return;
            }

            if (!months.TryGetValue(month, out var known))
            {
                months[month] = known = new MonthOfCases(all, read);
            }

            last = (month, known);
        }

        last!.Value.Cases.Add(type, number, place);
    }

    /// <summary>Lets go of what was asked for.</summary>
    public void Forget()
    {
        if (isAsked)
        {
            isAsked = false;
            foreach (var month in months.Values)
            {
                month.Forget();
            }
        }
    }
}
