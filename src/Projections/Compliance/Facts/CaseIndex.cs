using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>The network's own cases, and where a month has to look for them: kept as entries come, so that judging a month costs
/// what belongs to it and not what the whole log holds.</summary>
internal sealed class CaseIndex
{
    private readonly SortedDictionary<string, CaseFacts> cases = new(StringComparer.Ordinal);
    private readonly ImportedCases imported = new();
    private readonly CasesByMonth happened = new();
    private readonly CasesDue due = new();
    private readonly HashSet<CaseFacts> open = [];
    private readonly List<CaseFacts> numbered = [];
    private readonly List<int> moves = [];

    public IReadOnlyDictionary<string, CaseFacts> All => cases;

    /// <summary>Months in which anything happened to a case, the newest first.</summary>
    public IEnumerable<Month> Months => happened.NewestFirst;

    /// <summary>The case of a number.</summary>
    public CaseFacts this[int number] => numbered[number];

    /// <summary>Numbers of cases in the order in which they moved: by an entry, a correction, or a calendar that moved every clock.</summary>
    public IReadOnlyList<int> Moves => moves;

    public MonthOfCases In(Month month) => happened[month];

    /// <inheritdoc cref="NetworkFacts.Settle"/>
    public void Settle(WorkCalendar calendar) => due.Settle(calendar);

    /// <summary>Cases in which a limit may fall due in a month; each once, in no order.</summary>
    public IEnumerable<CaseFacts> DueIn(Month month, WorkCalendar calendar) => due.In(month, calendar);

    /// <summary>Cases that somebody may have had to do something for at a time of the month: to which something happened in it
    /// or later, or which are not over. Each once.</summary>
    public IEnumerable<CaseFacts> OpenIn(Month month) =>
        Months.TakeWhile(other => other.FirstDay >= month.FirstDay).SelectMany(other => happened[other].Cases).Concat(open).Distinct();

    /// <returns>The entry as it is kept; null where it says only what another system did.</returns>
    public PublicEntry? Add(PublicEntry entry, EntryPool pool)
    {
        if (entry.Channel == ImportedCases.Channel && !cases.ContainsKey(entry.Stream))
        {
            imported.Add(entry);
            return null;
        }

        if (!cases.TryGetValue(entry.Stream, out var found))
        {
            cases[entry.Stream] = found = new CaseFacts(entry.Stream, numbered.Count, imported.Take(entry.Stream));
            numbered.Add(found);
        }

        // It has moved even where the entry turns out to be none of its type.
        Move(found);
        var kept = found.Add(entry, pool);
        var index = found.Entries.Count - 1;
        happened.Add(found, index);
        _ = CaseEnds.IsOver(found, index) ? open.Remove(found) : open.Add(found);
        return kept;
    }

    /// <summary>Has an entry of a case read as a correction says.</summary>
    public void Correct(CaseFacts found, PublicEntry target, PublicEntry correction)
    {
        Move(found);
        found.Correct(target.Position.Value, correction);
    }

    /// <summary>Has every clock counted anew: another calendar is known.</summary>
    public void ForgetClocks()
    {
        foreach (var found in cases.Values)
        {
            found.ForgetClocks();
            Move(found);
        }
    }

    private void Move(CaseFacts found)
    {
        due.Move(found);
        moves.Add(found.Number);
    }
}
