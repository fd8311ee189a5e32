using System.Runtime.InteropServices;
using Ledger.Transparency;

namespace Projections.Streams;

/// <summary>The views of which each row is one stream's, in memory.</summary>
internal sealed class StreamViewReplay
{
    private readonly Dictionary<string, Dictionary<string, StreamView>> views =
        StreamViewKinds.All.ToDictionary(kind => kind.Name, _ => new Dictionary<string, StreamView>(StringComparer.Ordinal));

    /// <exception cref="FormatException">The entry does not follow on the entries before it.</exception>
    public void Add(PublicEntry entry)
    {
        foreach (var kind in StreamViewKinds.All)
        {
            if (kind.IsAbout(entry))
            {
                var code = kind.CodeOf(entry);
                ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(views[kind.Name], code, out _);
                row = (row ?? kind.Begin(code)).Fold(entry);
            }
        }
    }

    /// <summary>The rows of a view, in no order.</summary>
    public IEnumerable<CodedRow> Rows(string view) => views[view].Values;
}
