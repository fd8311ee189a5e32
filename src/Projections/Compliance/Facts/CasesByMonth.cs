using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What happened to cases in one month, in the order of the log: entries that came one after the other lie near each
/// other in memory.</summary>
public sealed class MonthOfCases
{
    internal static readonly MonthOfCases Empty = new();

    private readonly Dictionary<string, List<(CaseFacts Case, int Index)>> types = new(StringComparer.Ordinal);
    private readonly HashSet<CaseFacts> cases = [];

    /// <summary>Entries of a type, with their place in the case.</summary>
    public IEnumerable<(CaseFacts Case, int Index, PublicEntry Entry)> this[string type] =>
        types.TryGetValue(type, out var known) ? known.Select(static at => (at.Case, at.Index, at.Case.Entries[at.Index])) : [];

    /// <summary>Entries of every type, type by type.</summary>
    public IEnumerable<(CaseFacts Case, int Index, PublicEntry Entry)> All => types.Keys.SelectMany(type => this[type]);

    /// <summary>Cases to which anything happened.</summary>
    public IReadOnlyCollection<CaseFacts> Cases => cases;

    internal void Add(CaseFacts found, int index)
    {
        var type = found.Entries[index].Type;
        if (!types.TryGetValue(type, out var known))
        {
            types[type] = known = [];
        }

        known.Add((found, index));
        cases.Add(found);
    }
}

/// <summary>Where the entries of cases stand, by the month in which they happened. What happened at a time that is in no month
/// is in none.</summary>
internal sealed class CasesByMonth
{
    private readonly Dictionary<Month, MonthOfCases> months = [];
    private (Month Month, MonthOfCases Cases)? last;

    public MonthOfCases this[Month month] => months.GetValueOrDefault(month) ?? MonthOfCases.Empty;

    public IEnumerable<Month> NewestFirst => months.Keys.OrderByDescending(static month => month.FirstDay);

    /// <param name="index">Place of the entry in its case.</param>
    public void Add(CaseFacts found, int index)
    {
        var at = found.Entries[index].OccurredAt;
        if (last?.Month.Contains(at) != true)
        {
            if (Month.Find(at) is not { } month)
            {
                return;
            }

            if (!months.TryGetValue(month, out var known))
            {
                months[month] = known = new MonthOfCases();
            }

            last = (month, known);
        }

        last!.Value.Cases.Add(found, index);
    }
}
