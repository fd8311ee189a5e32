using System.Text;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>What is known of the entries that were checked, and the next ones are held against.</summary>
/// <param name="FromTheStart">Whether these are all entries of the log so far, or those after a state that was kept.</param>
/// <param name="Keys">The entries that tell members' keys, as they are in the log, of all entries so far.</param>
/// <param name="Streams">Streams and the versions they have come to.</param>
internal sealed record EntriesSoFar(
    bool FromTheStart, IReadOnlyList<string> Keys, IReadOnlyDictionary<string, long> Streams, SignaturesSoFar Signatures)
{
    public static readonly EntriesSoFar None = new(FromTheStart: true, [], new Dictionary<string, long>(), new SignatureChecks().SoFar);
}

/// <summary>What entries must be to those before them: each stream counts on, and members' signatures hold.</summary>
/// <param name="before">What is known of those before.</param>
internal sealed class EntryChecks(EntriesSoFar before)
{
    private readonly StreamVersions versions = new(before.FromTheStart, before.Streams);
    private readonly SignatureChecks signatures = Folded(before);
    private readonly List<string> keys = [.. before.Keys];

    /// <summary>How many entries were taken.</summary>
    public long Taken { get; private set; }

    /// <summary>What is known now; good until the next entry is taken.</summary>
    public EntriesSoFar SoFar => new(before.FromTheStart, keys, versions.SoFar, signatures.SoFar);

    /// <exception cref="FormatException">The entry does not follow on those before it.</exception>
    public void Take(PublicEntry entry)
    {
        versions.Take(entry);
        if (signatures.WhyWrong(entry) is { } reason)
        {
            throw new FormatException($"the entry {reason}");
        }

        if (SignatureChecks.IsOfKeys(entry))
        {
            var json = new CanonicalJson();
            entry.WriteTo(json);
            keys.Add(Encoding.UTF8.GetString(json.Written));
        }

        Taken++;
    }

    private static SignatureChecks Folded(EntriesSoFar before)
    {
        var checks = new SignatureChecks(before.Signatures);
        foreach (var entry in before.Keys)
        {
            checks.Fold(PublicEntry.Parse(Encoding.UTF8.GetBytes(entry)));
        }

        return checks;
    }
}
