using Ledger.Transparency;
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
    private readonly CaseReplay cases = new();
    private readonly MonthReplay months = new();

    /// <summary>How many entries the views follow from.</summary>
    public TreeSize Size { get; private set; }

    /// <summary>What months were judged from; good for as long as no more entries are taken.</summary>
    public MonthFacts Facts => months.Facts;

    /// <summary>The rows of a view of judged and published months, by code.</summary>
    /// <param name="view">One of <see cref="MonthViews.All"/>.</param>
    public IEnumerable<CodedRow> MonthRows(RowView view) => months.Rows(view);

    /// <summary>Takes the next entry of the log into the views.</summary>
    /// <exception cref="FormatException">The entry does not follow on the entries before it.</exception>
    public void Add(PublicEntry entry)
    {
        if (entry.Position.Value != Size.Value)
        {
            throw new FormatException($"Entry {entry.Position} comes where entry {Size} belongs.");
        }

        cases.Add(entry);
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

    private string OfCases(Stream? copy)
    {
        var ids = cases.Cases.Keys.ToArray();
        Array.Sort(ids, ViewDigest.CompareTexts);
        using var digest = new ViewDigest(copy);
        foreach (var id in ids)
        {
            digest.Add(cases.Cases[id]);
        }

        return digest.Finish();
    }

    private string OfServiceResults(Stream? copy)
    {
        using var digest = new ViewDigest(copy);
        foreach (var (key, counts) in cases.ServiceResults().OrderBy(row => row.Key, Comparer<ServiceResultKey>.Create(ViewDigest.CompareKeys)))
        {
            digest.Add(key, counts);
        }

        return digest.Finish();
    }

    private string OfRows(RowView view, Stream? copy)
    {
        using var digest = new ViewDigest(copy);
        foreach (var line in view is StreamViewKind kind ? cases.Lines(kind) : months.Lines(view))
        {
            digest.Add(line.Span);
        }

        return digest.Finish();
    }
}
