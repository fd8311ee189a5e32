using Ledger.Transparency;

namespace Projections.Compliance.Months;

/// <summary>The rows of months, in memory, as entries move them.</summary>
internal sealed class JudgedMonths
{
    private readonly SortedDictionary<string, MonthRows> months = new(StringComparer.Ordinal);

    /// <summary>By month, yyyy-MM; those that nothing moved have none.</summary>
    public MonthRows this[string month]
    {
        get => months.GetValueOrDefault(month) ?? MonthRows.None;
        set => months[month] = value;
    }

    /// <summary>In order.</summary>
    public IEnumerable<string> Months => months.Keys;

    /// <summary>Judges the month that the entry asks to be judged, or notes what it says was done about a finding.</summary>
    /// <param name="facts">Of the entries up to and with this one.</param>
    /// <param name="isReplaced">The month is judged anew before anybody sees the rows.</param>
    public void Add(PublicEntry entry, MonthFacts facts, bool isReplaced = false)
    {
        if (MonthEntries.Asks(entry) is { } month)
        {
            this[month.ToString()] = MonthFold.Judge(this[month.ToString()], entry, facts, isReplaced);
        }
        else
        {
            Act(entry);
        }
    }

    /// <summary>Notes what the entry says was done about a finding; nothing where it says no such thing.</summary>
    public void Act(PublicEntry entry)
    {
        if (MonthEntries.FindingOf(entry) is { } id && FindingIds.MonthOf(id) is { } month && months.TryGetValue(month, out var rows))
        {
            months[month] = rows with { Findings = [.. rows.Findings.Select(row => row.Code == id ? row.With(entry) : row)] };
        }
    }
}
