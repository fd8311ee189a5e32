using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>
/// A violation and what became of it. A row of <c>finding_view</c>; its code is the finding's id, the same for everybody
/// (<see cref="FindingIds"/>), and the key of the stream <c>finding-ID</c>. A finding that a later evaluation does not find any
/// more keeps its row.
/// </summary>
public sealed record FindingRow : CodedRow
{
    /// <summary>yyyy-MM, Asia/Shanghai.</summary>
    public string Month { get; init; } = "";

    public string Rule { get; init; } = "";

    public long RuleVersion { get; init; }

    public string Item { get; init; } = "";

    /// <summary>One of <see cref="Regimes.Severities"/>.</summary>
    public string Severity { get; init; } = "";

    /// <summary>Stream id, with a part of it after '#' where the stream has many; <c>network</c> for a rate of the network.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The platform that answers for it; null where only the network does.</summary>
    public string? Node { get; init; }

    public string? Provider { get; init; }

    public string RegimeId { get; init; } = "";

    public long RegimeVersion { get; init; }

    /// <summary>One of <see cref="Bases"/>.</summary>
    public string Basis { get; init; } = "";

    public Evidence Evidence { get; init; } = null!;

    /// <summary>The evaluation that found it first.</summary>
    public EntryMark Raised { get; init; } = null!;

    /// <summary>The newest evaluation of the month.</summary>
    public EntryMark Evaluated { get; init; } = null!;

    /// <summary>Whether the newest evaluation finds it.</summary>
    public bool Found { get; init; }

    /// <summary>The evaluation since which that is so; those between it and the newest one changed nothing.</summary>
    public EntryMark Since { get; init; } = null!;

    public FindingAct? Acknowledged { get; init; }

    /// <summary>That somebody declared it cured; what the entries then show no more is cured without.</summary>
    public FindingAct? Cured { get; init; }

    public FindingAct? Waived { get; init; }

    /// <summary>One of <see cref="FindingStatuses"/>; follows from the rest of the row.</summary>
    public string Status => Waived is not null ? FindingStatuses.Waived
        : Cured is not null || !Found ? FindingStatuses.Cured
        : Acknowledged is not null ? FindingStatuses.Acknowledged
        : FindingStatuses.Raised;

    /// <summary>After what somebody did about it; itself where the entry is of another kind.</summary>
    public FindingRow With(PublicEntry entry)
    {
        var act = new FindingAct(EntryMark.Of(entry), entry.Node, entry.Fields.FindText("reason_code"));
        return entry.Type switch
        {
            MonthEntries.Acknowledged => this with { Acknowledged = act },
            MonthEntries.Cured => this with { Cured = act },
            MonthEntries.Waived => this with { Waived = act },
            _ => this,
        };
    }
}

/// <summary>What somebody did about a finding.</summary>
/// <param name="Node">The platform in whose name.</param>
public sealed record FindingAct(EntryMark Mark, string Node, string? ReasonCode);

/// <summary>Where a finding stands, in the order of its life.</summary>
public static class FindingStatuses
{
    public const string Raised = "raised";
    public const string Acknowledged = "acknowledged";
    public const string Cured = "cured";
    public const string Waived = "waived";

    public static readonly IReadOnlyList<string> All = [Raised, Acknowledged, Cured, Waived];
}
