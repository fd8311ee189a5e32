using System.IO.Compression;
using System.Text;
using Ledger.Transparency;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Replay;

/// <summary>The views of judged and published months, in memory. Verdicts and indicators are many, much alike, and no later entry
/// asks for them: they are kept packed.</summary>
internal sealed class MonthReplay
{
    private static readonly RowView[] WrittenAnew = [MonthViews.Verdicts, MonthViews.Indicators];
    private static readonly RowView[] WrittenOnce = [MonthViews.PublishedFindings, MonthViews.PublishedPublications];
    private static readonly RowView[] Packed = [.. WrittenAnew, MonthViews.PublishedVerdicts, MonthViews.PublishedIndicators, .. WrittenOnce];

    private readonly JudgedMonths months = new();
    private readonly Dictionary<(RowView View, string Month), byte[]> packed = [];
    private readonly HashSet<string> asPublished = new(StringComparer.Ordinal);

    public MonthFacts Facts { get; } = new();

    /// <exception cref="FormatException">The entry does not follow on the entries before it.</exception>
    public void Add(PublicEntry entry)
    {
        Facts.Add(entry);
        months.Add(entry, Facts);
        if (MonthEntries.Asks(entry)?.ToString() is { } month)
        {
            Pack(month, months[month]);
            months[month] = months[month] with { Verdicts = [], Indicators = [], AtPublication = null };
        }
    }

    /// <summary>Months that were judged, in order; whether each was published, and whether its verdicts and indicators are still those.</summary>
    public IEnumerable<(string Month, bool IsPublished, bool IsAsPublished)> Judged =>
        from month in months.Months
        where packed.ContainsKey((MonthViews.Verdicts, month))
        select (month, packed.ContainsKey((MonthViews.PublishedVerdicts, month)), asPublished.Contains(month));

    /// <summary>The rows of a view, by code.</summary>
    public IEnumerable<CodedRow> Rows(RowView view) => Packed.Contains(view)
        ? Lines(view).Select(line => StreamViewJson.Read(view.Row, line.Span))
        : months.Months.SelectMany(month => InOrder(months[month].Of(view)));

    /// <summary>The same, as they are written.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(RowView view) => Packed.Contains(view)
        ? months.Months.SelectMany(month => Lines(view, month))
        : Rows(view).Select(row => (ReadOnlyMemory<byte>)StreamViewJson.Bytes(row));

    /// <summary>Those of one month, of a view of which later entries ask for none.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(RowView view, string month) =>
        packed.TryGetValue((view, month), out var rows) ? Unpack(rows) : [];

    private void Pack(string month, MonthRows judged)
    {
        foreach (var view in judged.AtPublication is null ? WrittenAnew : [.. WrittenAnew, .. WrittenOnce])
        {
            packed[(view, month)] = Pack(judged.Of(view));
        }

        // An entry that publishes a month does so with the rows that it gives it.
        _ = judged.IsAsPublished ? asPublished.Add(month) : asPublished.Remove(month);
        foreach (var view in judged.IsAsPublished ? WrittenAnew : [])
        {
            packed[(MonthViews.PublishedOf(view)!, month)] = packed[(view, month)];
        }
    }

    private static IEnumerable<CodedRow> InOrder(IEnumerable<CodedRow> rows) =>
        rows.OrderBy(row => row.Code, Comparer<string>.Create(ViewDigest.CompareTexts));

    private static byte[] Pack(IEnumerable<CodedRow> rows)
    {
        using var bytes = new MemoryStream();
        using (var lines = new DeflateStream(bytes, CompressionLevel.Fastest))
        {
            foreach (var (_, row) in VerdictLines.Of(InOrder(rows)))
            {
                lines.Write(row.Span);
                lines.Write("\n"u8);
            }
        }

        return bytes.ToArray();
    }

    // Line by line: whole months at once would be large objects, which stay in memory for long.
    private static IEnumerable<ReadOnlyMemory<byte>> Unpack(byte[] packed)
    {
        using var lines = new StreamReader(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress), Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            yield return Encoding.UTF8.GetBytes(line);
        }
    }
}
