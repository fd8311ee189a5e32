using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>The network's own cases, and where a month has to look for them: kept as entries come, so that judging a month costs
/// what belongs to it and not what the whole log holds. Kept are the bytes of a case; it is read when somebody asks for it, and
/// let go when it moves, or with all others when they are many.</summary>
internal sealed class CaseIndex
{
    // More than a month of a large network has.
    private const int MostRead = 50_000;

    private readonly PackedEntries all;
    private readonly ImportedCases imported = new();
    private readonly CasesByMonth happened;
    private readonly CasesDue due;

    // By number of the case: where its newest entry is. What the network took over, and what was corrected, is little.
    private readonly Dictionary<int, uint> newest = [];
    private readonly Dictionary<int, ImportedPart> takenOver = [];
    private readonly Dictionary<int, List<CorrectedEntry>> corrections = [];
    private readonly HashSet<int> open = [];

    // Whose clocks may have stood still for days that a calendar counts.
    private readonly HashSet<int> paused = [];
    private readonly List<int> moves = [];
    private readonly Dictionary<int, CaseFacts> read = [];

    public CaseIndex(PackedEntries all) =>
        (this.all, happened, due) = (all, new CasesByMonth(all, number => this[number]), new CasesDue(number => this[number]));

    /// <summary>The case of a number.</summary>
    public CaseFacts this[int number]
    {
        get
        {
            lock (read)
            {
                return read.TryGetValue(number, out var known) ? known : read[number] = new CaseFacts(
                    all, number, newest[number], takenOver.GetValueOrDefault(number), corrections.GetValueOrDefault(number) ?? []);
            }
        }
    }

    /// <summary>Numbers of all cases.</summary>
    public IEnumerable<int> Numbers => newest.Keys;

    /// <summary>Numbers of cases in the order in which they moved: by an entry, a correction, or a calendar that may have moved a clock.</summary>
    public IReadOnlyList<int> Moves => moves;

    /// <summary>Months in which anything happened to a case, the newest first.</summary>
    public IEnumerable<Month> Months => happened.NewestFirst;

    /// <summary>The case of a stream; null where there is none.</summary>
    public CaseFacts? Find(string stream) => all.Streams.Find(stream) is { } number && newest.ContainsKey(number) ? this[number] : null;

    public MonthOfCases In(Month month) => happened[month];

    /// <inheritdoc cref="NetworkFacts.Settle"/>
    public void Settle(WorkCalendar calendar)
    {
        if (read.Count > MostRead)
        {
            read.Clear();
            happened.Forget();
        }

        due.Settle(calendar);
    }

    /// <summary>Cases in which a limit may fall due in a month; each once, in no order.</summary>
    public IEnumerable<CaseFacts> DueIn(Month month, WorkCalendar calendar) => due.In(month, calendar).Select(number => this[number]);

    /// <summary>Cases that somebody may have had to do something for at a time of the month: to which something happened in it
    /// or later, or which are not over. Each once.</summary>
    public IEnumerable<CaseFacts> OpenIn(Month month) => Months.TakeWhile(other => other.FirstDay >= month.FirstDay)
        .SelectMany(other => happened[other].Numbers).Concat(open).Distinct().Select(number => this[number]);

    /// <returns>The entry as it is kept; null where it says only what another system did.</returns>
    public KeptEntry? Add(PublicEntry entry)
    {
        var known = all.Streams.Find(entry.Stream);
        if (entry.Channel == ImportedCases.Channel && known is null)
        {
            imported.Add(entry);
            return null;
        }

        var number = known ?? Begin(entry.Stream);
        var index = newest.TryGetValue(number, out var before) ? all.Head(before).Index + 1 : 0;
        var kept = new KeptEntry(all, newest[number] = all.Add(entry, number, index, before));
        happened.Add(kept.Type, kept.OccurredAt, number, kept.Place);
        Move(number);
        _ = kept.Type == CaseClock.Pause && paused.Add(number);
        if (all.Form(kept.Head.Form).IsOver is { } isOver)
        {
            _ = isOver ? open.Remove(number) : open.Add(number);
        }
        else if (index == 0)
        {
            open.Add(number);
        }

        return kept;
    }

    /// <summary>Has an entry of a case read as a correction says.</summary>
    public void Correct(KeptEntry target, PublicEntry correction)
    {
        var head = target.Head;
        var known = corrections.TryGetValue(head.Stream, out var all) ? all : corrections[head.Stream] = [];
        var before = known.FindLast(one => one.Index == head.Index)?.After ?? target;
        var after = CorrectedEntry.Read(before.Restore(), correction);
        known.Add(new CorrectedEntry(head.Index, before, new KeptEntry(this.all, this.all.Add(after, head.Stream, head.Index, head.Before)), correction));
        Move(head.Stream);
    }

    /// <summary>Has clocks that a calendar moves counted anew: another one is known.</summary>
    public void ForgetClocks()
    {
        foreach (var number in paused)
        {
            Move(number);
        }
    }

    private int Begin(string stream)
    {
        var number = all.Streams.NumberOf(stream);
        if (imported.Take(stream) is { } part)
        {
            takenOver[number] = part;
        }

        return number;
    }

    private void Move(int number)
    {
        due.Move(number);
        moves.Add(number);
        if (read.Count > 0)
        {
            read.Remove(number);
            happened.Forget();
        }
    }
}
