
namespace Projections.Compliance.Facts;

/// <summary>Every entry that is not of another system, in order, as it was recorded: what a correction says of it is not seen here.</summary>
public sealed class Recordings
{
    private readonly PackedEntries all;
    private readonly List<uint> places = [];

    // Stretches of the list, as entries of a month stand together; and who did something in a month.
    private readonly Dictionary<Month, List<(int From, int To)>> recorded = [];
    private readonly Dictionary<Month, HashSet<string>> active = [];
    private Month? newest;

    // Most entries are of the month of the one before.
    private (Month Month, HashSet<string> Nodes)? last;

    internal Recordings(PackedEntries all) => this.all = all;

    public int Count => places.Count;

    public KeptEntry this[int index] => new(all, places[index]);

    /// <summary>The entry at a position; null where there is none that is not of another system.</summary>
    public KeptEntry? At(long position) =>
        IndexFrom(position) is var index && index < Count && this[index].Position.Value == position ? this[index] : null;

    /// <summary>Those from a position on.</summary>
    public IEnumerable<KeptEntry> From(long position)
    {
        for (var i = IndexFrom(position); i < Count; i++)
        {
            yield return this[i];
        }
    }

    /// <summary>Those recorded in the month, whenever it was that they happened.</summary>
    public IEnumerable<KeptEntry> RecordedIn(Month month)
    {
        foreach (var (from, to) in recorded.GetValueOrDefault(month) ?? [])
        {
            for (var i = from; i < to; i++)
            {
                yield return this[i];
            }
        }
    }

    /// <summary>Nodes in whose name something happened in the month.</summary>
    public IReadOnlySet<string> ActiveIn(Month month) => active.GetValueOrDefault(month) ?? [];

    internal void Add(KeptEntry entry)
    {
        places.Add(entry.Place);
        if (last?.Month.Contains(entry.OccurredAt) == true)
        {
            last.Value.Nodes.Add(entry.Node);
        }
        else if (Month.Find(entry.OccurredAt) is { } month)
        {
            last = (month, Find(active, month));
            last.Value.Nodes.Add(entry.Node);
        }

        if (newest is { } still && still.Contains(entry.RecordedAt))
        {
            var stretches = recorded[still];
            stretches[^1] = (stretches[^1].From, Count);
        }
        else if ((newest = Month.Find(entry.RecordedAt)) is { } recordedIn)
        {
            Find(recorded, recordedIn).Add((Count - 1, Count));
        }
    }

    private int IndexFrom(long position)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = this[middle].Position.Value < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static T Find<T>(Dictionary<Month, T> months, Month month)
        where T : new()
    {
        if (!months.TryGetValue(month, out var found))
        {
            months[month] = found = new T();
        }

        return found;
    }
}
