using Ledger.Transparency;
using Projections.Replay;

namespace PublicApi.Auditor;

/// <summary>The digests of the views that stand on the log itself (<c>state_digest.recorded</c>, <c>disclosure.published</c>), to be
/// found in a first reading and compared in a second one.</summary>
internal sealed class RecordedDigests
{
    // Where each type says which version of the folds gave them.
    private static readonly Dictionary<string, string> VersionFields = new(StringComparer.Ordinal)
    {
        ["state_digest.recorded"] = "version",
        ["disclosure.published"] = "view_version",
    };

    private readonly SortedDictionary<long, List<(LeafIndex Position, long Version, Dictionary<string, string> Views)>> bySize = [];

    private readonly List<string> faults = [];

    private int compared;

    /// <summary>First reading: keeps the digests that entries state.</summary>
    public void Find(PublicEntry entry)
    {
        if (!VersionFields.TryGetValue(entry.Type, out var version))
        {
            return;
        }

        var size = entry.Fields.RequireNumber("size");
        if (size > entry.Position.Value)
        {
            throw new FormatException($"Entry {entry.Position} states the digest of {size} entries, of more than there were.");
        }

        var views = ((PublicValue.List)entry.Fields.All.Single(field => field.Key == "views").Value).Items
            .Select(item => ((PublicValue.Group)item).Fields)
            .ToDictionary(view => view.RequireText("name"), view => view.RequireText("sha256"));
        if (!bySize.TryGetValue(size, out var stated))
        {
            bySize.Add(size, stated = []);
        }

        stated.Add((entry.Position, entry.Fields.RequireNumber(version), views));
    }

    /// <summary>Second reading: compares before the entry of the next place is taken.</summary>
    public void Compare(MemoryReplay views)
    {
        if (!bySize.TryGetValue(views.Size.Value, out var stated))
        {
            return;
        }

        var ours = views.Digest().Views.ToDictionary();
        foreach (var (position, version, theirs) in stated)
        {
            compared++;
            if (version != ViewDigest.Version)
            {
                faults.Add($"entry {position} was made by version {version} of the folds; this program has {ViewDigest.Version}");
                continue;
            }

            faults.AddRange(theirs.Where(view => ours.GetValueOrDefault(view.Key) != view.Value).Select(view =>
                $"entry {position} states another digest of {view.Key} after {views.Size} entries than follows from them"));
        }
    }

    /// <summary>What was found, line by line; <see cref="AreRight"/> says whether all of it is right.</summary>
    public IEnumerable<string> Lines => [$"recorded digests: {compared} compared, {faults.Count} different", .. faults];

    public bool AreRight => faults.Count == 0;
}
