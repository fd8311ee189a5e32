using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>The entries by which the views of months move.</summary>
public static class MonthEntries
{
    public const string Evaluated = "compliance.evaluated";
    public const string Published = "disclosure.published";
    public const string Acknowledged = "violation.acknowledged";
    public const string Cured = "violation.cured";
    public const string Waived = "violation.waived";

    private const string FindingPrefix = "finding-";

    /// <summary>Whether the views of a month follow this entry.</summary>
    public static bool Moves(PublicEntry entry) => Asks(entry) is not null || FindingOf(entry) is not null;

    /// <summary>The month that the entry asks to be judged; null where it asks for none.</summary>
    public static Month? Asks(PublicEntry entry) =>
        entry.Type is Evaluated or Published ? Month.Parse(entry.Fields.FindText("month")) : null;

    /// <summary>The month, yyyy-MM, of which the entry moves rows; null where it moves none.</summary>
    public static string? Moved(PublicEntry entry) =>
        Asks(entry) is { } month ? month.ToString() : FindingOf(entry) is { } finding ? FindingIds.MonthOf(finding) : null;

    /// <summary>Id of the finding about which the entry says that somebody did something; null where it says no such thing.</summary>
    public static string? FindingOf(PublicEntry entry) =>
        entry.Type is Acknowledged or Cured or Waived && entry.Stream.StartsWith(FindingPrefix, StringComparison.Ordinal)
            ? entry.Stream[FindingPrefix.Length..]
            : null;
}
