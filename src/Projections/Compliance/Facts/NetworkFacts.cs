using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>
/// What checks see: the facts of the first N public entries, folded one after the other. Nothing else goes in, so an outsider
/// who has the entries comes to the same. What another system says of a case is not kept; where the network itself goes on with
/// such a case, it is judged from there. From a correction on, an entry is read as it says.
/// </summary>
public sealed class NetworkFacts
{
    private const string CasePrefix = "case-";

    private readonly SortedDictionary<string, PlatformFacts> platforms = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ProviderFacts> providers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ServiceFacts> services = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, CaseFacts> cases = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Versions> versions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<PublicEntry>> streams = new(StringComparer.Ordinal);
    private readonly ImportedCases imported = new();
    private readonly List<PublicEntry> recordings = [];
    private readonly EntryPool pool = new();

    // Of the newest size alone: what is added makes them void.
    private readonly Dictionary<Month, ILookup<string, (CaseFacts Case, int Index, PublicEntry Entry)>> months = [];

    /// <summary>How many entries the facts follow from.</summary>
    public long Size { get; private set; }

    /// <summary>When the newest entry was recorded: the entries say nothing of what came after. The beginning of time while there is none.</summary>
    public DateTimeOffset NewestAt { get; private set; } = DateTimeOffset.MinValue;

    public IReadOnlyDictionary<string, PlatformFacts> Platforms => platforms;

    public IReadOnlyDictionary<string, ProviderFacts> Providers => providers;

    public IReadOnlyDictionary<string, ServiceFacts> Services => services;

    /// <summary>By stream id; without those in which only another system acted.</summary>
    public IReadOnlyDictionary<string, CaseFacts> Cases => cases;

    /// <summary>Entries of cases that happened in the month, with their place in the case, by type: case by case, in order of
    /// their ids.</summary>
    public ILookup<string, (CaseFacts Case, int Index, PublicEntry Entry)> CaseEntriesIn(Month month)
    {
        if (!months.TryGetValue(month, out var found))
        {
            months[month] = found = cases.Values.SelectMany(of => of.In(month)).ToLookup(at => at.Entry.Type, StringComparer.Ordinal);
        }

        return found;
    }

    public WorkCalendar Calendar { get; private set; } = new();

    /// <summary>Every entry that is not of another system, in order.</summary>
    public IReadOnlyList<PublicEntry> Recordings => recordings;

    /// <summary>The entry at a position, as it was recorded; null where there is none that is not of another system.</summary>
    public PublicEntry? RecordingAt(long position) =>
        IndexFrom(position) is var index && index < recordings.Count && recordings[index].Position.Value == position ? recordings[index] : null;

    /// <summary>Those of <see cref="Recordings"/> from a position on.</summary>
    public IEnumerable<PublicEntry> RecordingsFrom(long position)
    {
        for (var i = IndexFrom(position); i < recordings.Count; i++)
        {
            yield return recordings[i];
        }
    }

    /// <summary>What a correction is about; null for any other entry, and where it is about nothing that is judged.</summary>
    public PublicEntry? CorrectedBy(PublicEntry entry) =>
        entry.Type == "correction.issued" && entry.Fields.FindNumber("target_position") is { } position ? RecordingAt(position) : null;

    private int IndexFrom(long position)
    {
        var (low, high) = (0, recordings.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = recordings[middle].Position.Value < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Versions of a standard, brand, code list or regime, by its stream; null where there is none.</summary>
    public Versions? VersionsOf(string stream) => versions.GetValueOrDefault(stream);

    public IEnumerable<KeyValuePair<string, Versions>> AllVersions(string prefix) =>
        versions.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Entries of one stream of governance, in order; none where it does not exist.</summary>
    public IReadOnlyList<PublicEntry> Stream(string stream) => streams.GetValueOrDefault(stream) ?? [];

    /// <summary>Entries of governance by stream.</summary>
    public IEnumerable<KeyValuePair<string, List<PublicEntry>>> Streams(string prefix) =>
        streams.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The entry that published the results of a month; null while none has.</summary>
    public PublicEntry? PublicationOf(Month month) => Stream($"publication-{month}") is [var first, ..] ? first : null;

    /// <summary>What published the results of months, by month yyyy-MM.</summary>
    public IEnumerable<KeyValuePair<string, PublicEntry>> Publications =>
        Streams("publication-").Select(pair => KeyValuePair.Create(pair.Key["publication-".Length..], pair.Value[0]));

    /// <summary>Takes the next entry of the log into account.</summary>
    /// <exception cref="FormatException">The entry does not follow on those before it, or is not what its type demands.</exception>
    public void Add(PublicEntry entry)
    {
        if (entry.Position.Value != Size)
        {
            throw new FormatException($"Entry {entry.Position} comes where entry {Size} belongs.");
        }

        Size++;
        months.Clear();
        NewestAt = entry.RecordedAt > NewestAt ? entry.RecordedAt : NewestAt;
        if (entry.Stream.StartsWith(CasePrefix, StringComparison.Ordinal))
        {
            AddToCase(entry);
            return;
        }

        entry = pool.Keep(entry, entry.Stream, []);
        recordings.Add(entry);
        Place(entry);
        if (CorrectedBy(entry) is { } target)
        {
            Correct(target, entry);
        }
    }

    private void Place(PublicEntry entry)
    {
        var dash = entry.Stream.IndexOf('-', StringComparison.Ordinal);
        var key = entry.Stream[(dash + 1)..];
        switch (entry.Stream[..dash])
        {
            case "platform": Find(platforms, key, static code => new PlatformFacts(code)).Add(entry); break;
            case "provider": Find(providers, key, static code => new ProviderFacts(code)).Add(entry); break;
            case "service": Find(services, key, static code => new ServiceFacts(code)).Add(entry); break;
            case "calendar": Calendar.Add(entry); break;
            case "standard" or "brand" or "codelist" or "regime":
                Find(versions, entry.Stream, static _ => new Versions()).Add(PublishedVersion.Of(entry));
                break;
            default: Find(streams, entry.Stream, static _ => []).Add(entry); break;
        }
    }

    // An entry is read as corrected from here on. What was published stands as it was stated, and a correction that should have
    // said something else is followed by another one of the same entry.
    private void Correct(PublicEntry target, PublicEntry correction)
    {
        if (cases.TryGetValue(target.Stream, out var found))
        {
            found.Correct(target.Position.Value, correction);
        }
        else if (target.Type is not ("correction.issued" or "disclosure.published"))
        {
            recordings[IndexFrom(target.Position.Value)] = CorrectedEntry.Read(target, correction);
            PlaceAnew(target.Stream);
        }
    }

    // Corrections are few, and streams outside cases short.
    private void PlaceAnew(string stream)
    {
        var dash = stream.IndexOf('-', StringComparison.Ordinal) + 1;
        var (area, key) = (stream[..dash], stream[dash..]);
        var isCalendar = area == "calendar-";
        Calendar = isCalendar ? new() : Calendar;
        _ = area switch
        {
            "platform-" => platforms.Remove(key),
            "provider-" => providers.Remove(key),
            "service-" => services.Remove(key),
            _ => versions.Remove(stream) || streams.Remove(stream),
        };
        foreach (var entry in recordings.Where(entry => isCalendar ? entry.Stream.StartsWith(area, StringComparison.Ordinal) : entry.Stream == stream))
        {
            try
            {
                Place(entry);
            }
            catch (Exception fault) when (Unreadable.IsOfTheEntries(fault))
            {
                // It said nothing before either.
            }
        }
    }

    private void AddToCase(PublicEntry entry)
    {
        var isImported = entry.Channel == ImportedCases.Channel;
        if (isImported && !cases.ContainsKey(entry.Stream))
        {
            imported.Add(entry);
            return;
        }

        var kept = Find(cases, entry.Stream, id => new CaseFacts(id, imported.Take(id))).Add(entry, pool);
        if (!isImported)
        {
            recordings.Add(kept);
        }
    }

    private static T Find<T>(SortedDictionary<string, T> among, string key, Func<string, T> make)
    {
        if (!among.TryGetValue(key, out var found))
        {
            among[key] = found = make(key);
        }

        return found;
    }
}
