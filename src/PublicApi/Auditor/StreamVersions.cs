using System.Runtime.InteropServices;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>Every stream counts its entries 1, 2, 3 and so on; an entry that was left out leaves a gap.</summary>
/// <param name="fromTheStart">Otherwise a stream's first entry seen may be a later one.</param>
/// <param name="before">Streams and the versions they have come to.</param>
internal sealed class StreamVersions(bool fromTheStart, IReadOnlyDictionary<string, long> before)
{
    private readonly Dictionary<string, long> versions = new(before, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> SoFar => versions;

    /// <exception cref="FormatException">The entry does not follow on the one before it in its stream.</exception>
    public void Take(PublicEntry entry)
    {
        ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(versions, entry.Stream, out var known);
        if (entry.StreamVersion != version + 1 && (fromTheStart || known || entry.StreamVersion < 1))
        {
            throw new FormatException($"the entry is number {entry.StreamVersion} of {entry.Stream}, and number {version + 1} comes next");
        }

        version = entry.StreamVersion;
    }
}
