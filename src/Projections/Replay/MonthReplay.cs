using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>The views of judged and published months, in memory.</summary>
internal sealed class MonthReplay
{
    private readonly Dictionary<string, MonthRows> months = new(StringComparer.Ordinal);

    public MonthFacts Facts { get; } = new();

    /// <exception cref="FormatException">The entry does not follow on the entries before it.</exception>
    public void Add(PublicEntry entry)
    {
        Facts.Add(entry);
        if (MonthEntries.Asks(entry) is { } month)
        {
            months[month.ToString()] = MonthFold.Judge(months.GetValueOrDefault(month.ToString()) ?? MonthRows.None, entry, Facts);
        }
        else if (MonthEntries.FindingOf(entry) is { } id && FindingIds.MonthOf(id) is { } of && months.TryGetValue(of, out var rows))
        {
            months[of] = rows with { Findings = [.. rows.Findings.Select(row => row.Code == id ? row.With(entry) : row)] };
        }
    }

    /// <summary>The rows of a view, in no order.</summary>
    public IEnumerable<CodedRow> Rows(RowView view) => months.Values.SelectMany(rows => rows.Of(view));
}
