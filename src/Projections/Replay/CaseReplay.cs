using System.Runtime.InteropServices;
using Ledger.Transparency;
using Projections.Cases;
using Projections.Disclosures;
using Projections.Streams;

namespace Projections.Replay;

/// <summary>The views that no judgement goes into, in memory: cases, service results, and those of which a row is one stream's.
/// A case takes about 430 bytes.</summary>
internal sealed class CaseReplay
{
    private readonly Dictionary<string, CaseView> cases = new(StringComparer.Ordinal);
    private readonly StreamViewReplay streams = new();
    private readonly TextPool pool = new();

    /// <summary>The rows of case_view by their ids, in no order.</summary>
    public IReadOnlyDictionary<string, CaseView> Cases => cases;

    /// <exception cref="FormatException">The entry does not follow on the entries before it.</exception>
    public void Add(PublicEntry entry)
    {
        if (EntrySchema.IsCase(entry.Stream))
        {
            ref var view = ref CollectionsMarshal.GetValueRefOrAddDefault(cases, entry.Stream, out _);
            view = pool.Share(Fold(view, entry));
        }
        else
        {
            streams.Add(entry);
        }
    }

    /// <summary>The rows of service_result, in no order.</summary>
    public IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> ServiceResults()
    {
        var rows = new Dictionary<ServiceResultKey, ServiceResultCounts>();
        foreach (var view in cases.Values)
        {
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, ServiceResultKey.Of(view), out _);
            (counts ??= new()).Add(view, sign: 1);
        }

        return rows;
    }

    /// <summary>The rows of a view, by code, as they are written.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(StreamViewKind view) =>
        streams.Rows(view.Name).OrderBy(row => row.Code, Comparer<string>.Create(ViewDigest.CompareTexts))
            .Select(row => (ReadOnlyMemory<byte>)StreamViewJson.Bytes(row));

    // Whoever wrote the entries may have put any number or instant into them: sums and months can leave their range.
    private static CaseView Fold(CaseView? view, PublicEntry entry)
    {
        try
        {
            return CaseView.Fold(view, entry);
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"Entry {entry.Position} has a number that no view can hold.", fault);
        }
    }
}
