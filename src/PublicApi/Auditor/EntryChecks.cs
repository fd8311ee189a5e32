using System.Text;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>What entries must be to those before them: each stream counts on, and members' signatures hold.</summary>
internal sealed class EntryChecks
{
    private readonly StreamVersions versions;
    private readonly SignatureChecks signatures = new();
    private readonly List<string> keys = [];

    /// <param name="before">The state that the pass goes on from; null to begin with the first entry.</param>
    /// <exception cref="FormatException">The state does not know the members' keys.</exception>
    public EntryChecks(AuditState? before)
    {
        versions = new StreamVersions(fromTheStart: before is null or { Size: 0 });
        if (before is null)
        {
            return;
        }

        foreach (var entry in before.KeyEntries
            ?? throw new FormatException("The state was kept before members' signatures were checked; verify once without --only-new."))
        {
            signatures.Fold(PublicEntry.Parse(Encoding.UTF8.GetBytes(entry)));
            keys.Add(entry);
        }
    }

    /// <summary>The entries so far that tell members' keys, as they are in the log.</summary>
    public IReadOnlyList<string> KeyEntries => keys;

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
    }
}
