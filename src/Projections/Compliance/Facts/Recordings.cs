using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>Every entry that is not of another system, in order.</summary>
public sealed class Recordings
{
    private readonly List<PublicEntry> all = [];

    // Stretches of the list, as entries of a month stand together; and who did something in a month.
    private readonly Dictionary<Month, List<(int From, int To)>> recorded = [];
    private readonly Dictionary<Month, HashSet<string>> active = [];
    private Month? newest;

    public IReadOnlyList<PublicEntry> All => all;

    /// <summary>The entry at a position; null where there is none that is not of another system.</summary>
    public PublicEntry? At(long position) =>
        IndexFrom(position) is var index && index < all.Count && all[index].Position.Value == position ? all[index] : null;

    /// <summary>Those from a position on.</summary>
    public IEnumerable<PublicEntry> From(long position)
    {
        for (var i = IndexFrom(position); i < all.Count; i++)
        {
            yield return all[i];
        }
    }

    /// <summary>Those recorded in the month, whenever it was that they happened.</summary>
    public IEnumerable<PublicEntry> RecordedIn(Month month) =>
        (recorded.GetValueOrDefault(month) ?? []).SelectMany(stretch => all[stretch.From..stretch.To]);

    /// <summary>Nodes in whose name something happened in the month.</summary>
    public IReadOnlySet<string> ActiveIn(Month month) => active.GetValueOrDefault(month) ?? [];

    internal void Add(PublicEntry entry)
    {
        all.Add(entry);
        if (Month.Find(entry.OccurredAt) is { } month)
        {
            Find(active, month).Add(entry.Node);
        }

        if (Month.Find(entry.RecordedAt) is { } recordedIn)
        {
            var stretches = Find(recorded, recordedIn);
            if (newest == recordedIn)
            {
                stretches[^1] = (stretches[^1].From, all.Count);
            }
            else
            {
                stretches.Add((all.Count - 1, all.Count));
            }

            newest = recordedIn;
        }
        else
        {
            newest = null;
        }
    }

    /// <summary>Puts an entry in the place of that at its position.</summary>
    internal void Replace(PublicEntry entry) => all[IndexFrom(entry.Position.Value)] = entry;

    private int IndexFrom(long position)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = all[middle].Position.Value < position ? (middle + 1, high) : (low, middle);
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
