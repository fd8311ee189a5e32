using System.Runtime.InteropServices;
using Ledger.Transparency;
using Projections.Cases;
using Projections.Compliance.Months;
using Projections.Disclosures;
using Projections.Streams;

namespace Projections.Replay;

/// <summary>
/// Folds public entries into the views without a database: the same folds as the server's, and so the same digests. A
/// case takes about 430 bytes: a million entries of half a million cases took 304 MB in all.
/// </summary>
public sealed class MemoryReplay
{
    private readonly Dictionary<string, CaseView> cases = new(StringComparer.Ordinal);
    private readonly StreamViewReplay streams = new();
    private readonly MonthReplay months = new();
    private readonly TextPool pool = new();

    /// <summary>How many entries the views follow from.</summary>
    public TreeSize Size { get; private set; }

    /// <summary>What months were judged from; good for as long as no more entries are taken.</summary>
    public MonthFacts Facts => months.Facts;

    /// <summary>The rows of a view of judged and published months, by code.</summary>
    /// <param name="view">One of <see cref="MonthViews.All"/>.</param>
    public IEnumerable<CodedRow> MonthRows(RowView view) => months.Rows(view);

    /// <summary>The rows of case_view, in no order.</summary>
    internal IReadOnlyCollection<CaseView> Cases => cases.Values;

    /// <summary>Takes the next entry of the log into the views.</summary>
    /// <exception cref="FormatException">The entry does not follow on the entries before it.</exception>
    public void Add(PublicEntry entry)
    {
        if (entry.Position.Value != Size.Value)
        {
            throw new FormatException($"Entry {entry.Position} comes where entry {Size} belongs.");
        }

        if (EntrySchema.IsCase(entry.Stream))
        {
            ref var view = ref CollectionsMarshal.GetValueRefOrAddDefault(cases, entry.Stream, out _);
            view = pool.Share(Fold(view, entry));
        }
        else
        {
            streams.Add(entry);
        }

        months.Add(entry);
        Size = new TreeSize(Size.Value + 1);
    }

    public ViewDigests Digest() => new(Size, [.. ViewDigest.Names.Select(view => KeyValuePair.Create(view, Of(view, copy: null)))]);

    /// <summary>Writes a view's rows as lines of JSON, in the order and form of its digest; gives the digest.</summary>
    /// <param name="view">One of <see cref="ViewDigest.Names"/>.</param>
    public string WriteRows(string view, Stream output) => Of(view, output);

    private string Of(string view, Stream? copy) => view switch
    {
        ViewDigest.CaseViewName => OfCases(copy),
        ViewDigest.ServiceResultName => OfServiceResults(copy),
        _ => OfRows(RowViews.All.Single(one => one.Name == view), copy),
    };

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

    private string OfCases(Stream? copy)
    {
        var ids = cases.Keys.ToArray();
        Array.Sort(ids, ViewDigest.CompareTexts);
        using var digest = new ViewDigest(copy);
        foreach (var id in ids)
        {
            digest.Add(cases[id]);
        }

        return digest.Finish();
    }

    /// <summary>The rows of service_result, in no order.</summary>
    internal IReadOnlyDictionary<ServiceResultKey, ServiceResultCounts> ServiceResults()
    {
        var rows = new Dictionary<ServiceResultKey, ServiceResultCounts>();
        foreach (var view in cases.Values)
        {
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, ServiceResultKey.Of(view), out _);
            (counts ??= new()).Add(view, sign: 1);
        }

        return rows;
    }

    private string OfServiceResults(Stream? copy)
    {
        using var digest = new ViewDigest(copy);
        foreach (var (key, counts) in ServiceResults().OrderBy(row => row.Key, Comparer<ServiceResultKey>.Create(ViewDigest.CompareKeys)))
        {
            digest.Add(key, counts);
        }

        return digest.Finish();
    }

    /// <summary>The rows of a view that is kept as code and JSON, by code, as they are written.</summary>
    internal IEnumerable<ReadOnlyMemory<byte>> Lines(RowView view) => view is StreamViewKind
        ? streams.Rows(view.Name).OrderBy(row => row.Code, Comparer<string>.Create(ViewDigest.CompareTexts))
            .Select(row => (ReadOnlyMemory<byte>)StreamViewJson.Bytes(row))
        : months.Lines(view);

    private string OfRows(RowView view, Stream? copy)
    {
        using var digest = new ViewDigest(copy);
        foreach (var line in Lines(view))
        {
            digest.Add(line.Span);
        }

        return digest.Finish();
    }
}
