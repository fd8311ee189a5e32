using Ledger.Transparency;
using Projections.Compliance.Indicators;

namespace Projections.Compliance.Facts;

/// <summary>
/// What checks see: the facts of the first N public entries, folded one after the other. Nothing else goes in, so an outsider
/// who has the entries comes to the same. What another system says of a case is not kept; where the network itself goes on with
/// such a case, it is judged from there. From a correction on, an entry is read as it says.
/// </summary>
public sealed class NetworkFacts
{
    private readonly SortedDictionary<string, PlatformFacts> platforms = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ProviderFacts> providers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ServiceFacts> services = new(StringComparer.Ordinal);
    private readonly PackedEntries entries = new();
    private readonly CaseIndex cases;
    private readonly SortedDictionary<string, Versions> versions = new(StringComparer.Ordinal);

    // By what their ids begin with, up to and with the first hyphen: of reports there are thousands.
    private readonly Dictionary<string, SortedDictionary<string, List<PublicEntry>>> streams = new(StringComparer.Ordinal);

    // Those of no case, as corrections have them read, in order.
    private readonly List<PublicEntry> others = [];

    public NetworkFacts() => (cases, Recordings, Sums) = (new CaseIndex(entries), new Recordings(entries), new AllSums(this));

    /// <summary>How many entries the facts follow from.</summary>
    public long Size { get; private set; }

    /// <summary>When the newest entry was recorded: the entries say nothing of what came after. The beginning of time while there is none.</summary>
    public DateTimeOffset NewestAt { get; private set; } = DateTimeOffset.MinValue;

    public IReadOnlyDictionary<string, PlatformFacts> Platforms => platforms;

    public IReadOnlyDictionary<string, ProviderFacts> Providers => providers;

    public IReadOnlyDictionary<string, ServiceFacts> Services => services;

    /// <summary>Every case, in order of its first entry; without those in which only another system acted.</summary>
    public IEnumerable<CaseFacts> Cases => cases.Numbers.Select(number => cases[number]);

    /// <inheritdoc cref="CaseIndex.this"/>
    internal CaseFacts CaseOf(int number) => cases[number];

    /// <inheritdoc cref="CaseIndex.Moves"/>
    internal IReadOnlyList<int> CaseMoves => cases.Moves;

    /// <summary>What cases add up to in months and years: a cache that follows from the facts.</summary>
    internal AllSums Sums { get; }

    /// <summary>What happened to cases in the month.</summary>
    public MonthOfCases CaseEntriesIn(Month month) => cases.In(month);

    /// <summary>Months in which anything happened to a case, the newest first.</summary>
    public IEnumerable<Month> CaseMonths => cases.Months;

    /// <inheritdoc cref="CaseIndex.OpenIn"/>
    internal IEnumerable<CaseFacts> CasesOpenIn(Month month) => cases.OpenIn(month);

    /// <inheritdoc cref="CaseIndex.DueIn"/>
    internal IEnumerable<CaseFacts> CasesDueIn(Month month) => cases.DueIn(month, Calendar);

    /// <summary>Computes what is put off until somebody asks: after it several may ask at once, as long as no entry comes.</summary>
    internal void Settle() => cases.Settle(Calendar);

    public WorkCalendar Calendar { get; private set; } = new();

    public Recordings Recordings { get; }

    /// <summary>What a correction is about; null for any other entry, and where it is about nothing that is judged.</summary>
    public PublicEntry? CorrectedBy(PublicEntry entry) => TargetOf(entry) is not { } target ? null
        : EntrySchema.IsCase(target.Stream) ? target.Restore()
        : others[OtherAt(target.Position.Value)];

    /// <summary>The case of a stream; null where there is none, or only another system acted in it.</summary>
    public CaseFacts? FindCase(string stream) => cases.Find(stream);

    /// <summary>Versions of a standard, brand, code list or regime, by its stream; null where there is none.</summary>
    public Versions? VersionsOf(string stream) => versions.GetValueOrDefault(stream);

    public IEnumerable<KeyValuePair<string, Versions>> AllVersions(string prefix) =>
        versions.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Entries of one stream of governance, in order; none where it does not exist.</summary>
    public IReadOnlyList<PublicEntry> Stream(string stream) => streams.GetValueOrDefault(Area(stream))?.GetValueOrDefault(stream) ?? [];

    /// <summary>Entries of governance by stream.</summary>
    /// <param name="area">What their ids begin with, up to and with the first hyphen.</param>
    public IEnumerable<KeyValuePair<string, List<PublicEntry>>> Streams(string area) => streams.GetValueOrDefault(area) ?? [];

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
        NewestAt = entry.RecordedAt > NewestAt ? entry.RecordedAt : NewestAt;
        if (EntrySchema.IsCase(entry.Stream))
        {
            if (cases.Add(entry) is { } kept && kept.Channel != ImportedCases.Channel)
            {
                Recordings.Add(kept);
            }

            return;
        }

        var other = new KeptEntry(entries, entries.Add(entry, entries.Streams.NumberOf(entry.Stream), index: 0, before: 0));
        entry = other.Restore();
        others.Add(entry);
        Recordings.Add(other);
        Place(entry);
        if (TargetOf(entry) is { } target)
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
            case "calendar":
                Calendar.Add(entry);
                cases.ForgetClocks();
                break;
            case "standard" or "brand" or "codelist" or "regime":
                Find(versions, entry.Stream, static _ => new Versions()).Add(PublishedVersion.Of(entry));
                break;
            default:
                if (!streams.TryGetValue(Area(entry.Stream), out var area))
                {
                    streams[Area(entry.Stream)] = area = new(StringComparer.Ordinal);
                }

                Find(area, entry.Stream, static _ => []).Add(entry);
                break;
        }
    }

    private KeptEntry? TargetOf(PublicEntry entry) =>
        entry.Type == "correction.issued" && entry.Fields.FindNumber("target_position") is { } position ? Recordings.At(position) : null;

    private int OtherAt(long position) => others.FindIndex(other => other.Position.Value == position);

    // An entry is read as corrected from here on. What was published stands as it was stated, and a correction that should have
    // said something else is followed by another one of the same entry.
    private void Correct(KeptEntry target, PublicEntry correction)
    {
        if (EntrySchema.IsCase(target.Stream))
        {
            cases.Correct(target, correction);
        }
        else if (target.Type is not ("correction.issued" or "disclosure.published"))
        {
            var index = OtherAt(target.Position.Value);
            others[index] = CorrectedEntry.Read(others[index], correction);
            PlaceAnew(target.Stream);
        }
    }

    // Corrections are few, and streams outside cases short.
    private void PlaceAnew(string stream)
    {
        var area = Area(stream);
        var key = stream[area.Length..];
        var isCalendar = area == "calendar-";
        if (isCalendar)
        {
            Calendar = new();
            cases.ForgetClocks();
        }

        _ = area switch
        {
            "platform-" => platforms.Remove(key),
            "provider-" => providers.Remove(key),
            "service-" => services.Remove(key),
            _ => versions.Remove(stream) || streams.GetValueOrDefault(area)?.Remove(stream) == true,
        };
        foreach (var entry in others.Where(entry => isCalendar ? entry.Stream.StartsWith(area, StringComparison.Ordinal) : entry.Stream == stream))
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

    private static string Area(string stream) => stream[..(stream.IndexOf('-', StringComparison.Ordinal) + 1)];

    private static T Find<T>(SortedDictionary<string, T> among, string key, Func<string, T> make)
    {
        if (!among.TryGetValue(key, out var found))
        {
            among[key] = found = make(key);
        }

        return found;
    }
}
