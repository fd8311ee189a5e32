using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What another system said of a case before the network went on with it.</summary>
/// <param name="Node">The platform that took the case over.</param>
/// <param name="Course">Types of its entries, in order.</param>
public sealed record ImportedPart(string Node, IReadOnlyList<string> Course);

/// <summary>Cases of which only another system has spoken. Imports are many and much alike: one course is one object, however
/// many cases have it.</summary>
internal sealed class ImportedCases
{
    /// <summary>Channel of what another system says.</summary>
    public const string Channel = "import";

    // Far beyond any course that a source gives; what comes after it moves nothing.
    private const int LongestCourse = 16;

    private readonly Dictionary<string, ImportedPart> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<(ImportedPart? Before, string Node, string Type), ImportedPart> known = [];

    public void Add(PublicEntry entry)
    {
        var before = parts.GetValueOrDefault(entry.Stream);
        if (before?.Course.Count == LongestCourse)
        {
            return;
        }

        var key = (before, before?.Node ?? entry.Node, entry.Type);
        if (!known.TryGetValue(key, out var part))
        {
            known[key] = part = new ImportedPart(key.Item2, [.. before?.Course ?? [], entry.Type]);
        }

        parts[entry.Stream] = part;
    }

    /// <summary>Takes a case out, for the network goes on with it; null where it was not imported.</summary>
    public ImportedPart? Take(string stream) => parts.Remove(stream, out var part) ? part : null;
}
