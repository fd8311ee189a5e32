using System.IO.Compression;
using Ledger.Transparency;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Replay;

/// <summary>The views of judged and published months, in memory. Verdicts and indicators are many, much alike, and no later entry
/// asks for them: they are kept packed.</summary>
internal sealed class MonthReplay
{
    private static readonly RowView[] WrittenAnew = [MonthViews.Verdicts, MonthViews.Indicators];
    private static readonly RowView[] WrittenOnce = [MonthViews.PublishedVerdicts, MonthViews.PublishedFindings, MonthViews.PublishedIndicators];
    private static readonly RowView[] Packed = [.. WrittenAnew, .. WrittenOnce];

    private readonly JudgedMonths months = new();
    private readonly Dictionary<(RowView View, string Month), byte[]> packed = [];

    public MonthFacts Facts { get; } = new();

    /// <exception cref="FormatException">The entry does not follow on the entries before it.</exception>
    public void Add(PublicEntry entry)
    {
        Facts.Add(entry);
        months.Add(entry, Facts);
        if (MonthEntries.Asks(entry)?.ToString() is { } month)
        {
            foreach (var view in months[month].AtPublication is null ? WrittenAnew : Packed)
            {
                packed[(view, month)] = Pack(months[month].Of(view));
            }

            months[month] = months[month] with { Verdicts = [], Indicators = [], AtPublication = null };
        }
    }

    /// <summary>The rows of a view, by code.</summary>
    public IEnumerable<CodedRow> Rows(RowView view) => Packed.Contains(view)
        ? Lines(view).Select(line => StreamViewJson.Read(view.Row, line.Span))
        : months.Months.SelectMany(month => InOrder(months[month].Of(view)));

    /// <summary>The same, as they are written.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(RowView view) => Packed.Contains(view)
        ? months.Months.SelectMany(month => packed.TryGetValue((view, month), out var rows) ? Unpack(rows) : [])
        : Rows(view).Select(row => (ReadOnlyMemory<byte>)StreamViewJson.Bytes(row));

    private static IEnumerable<CodedRow> InOrder(IEnumerable<CodedRow> rows) =>
        rows.OrderBy(row => row.Code, Comparer<string>.Create(ViewDigest.CompareTexts));

    private static byte[] Pack(IEnumerable<CodedRow> rows)
    {
        using var bytes = new MemoryStream();
        using (var lines = new DeflateStream(bytes, CompressionLevel.Fastest))
        {
            foreach (var row in InOrder(rows))
            {
                lines.Write(StreamViewJson.Bytes(row));
                lines.Write("\n"u8);
            }
        }

        return bytes.ToArray();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Unpack(byte[] packed)
    {
        using var bytes = new MemoryStream();
        using (var lines = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            lines.CopyTo(bytes);
        }

        var rest = bytes.ToArray().AsMemory();
        while (!rest.IsEmpty)
        {
            var line = rest[..rest.Span.IndexOf((byte)'\n')];
            rest = rest[(line.Length + 1)..];
            yield return line;
        }
    }
}
