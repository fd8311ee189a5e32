using System.Collections.Immutable;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>The verdict on one item for one month and subject. A row of <c>verdict_view</c>; its code is
/// <c>month/scope/subject/item</c>, such as <c>2026-03/platform/SC-510700/D3</c>.</summary>
public sealed record VerdictRow : CodedRow
{
    /// <summary>In the place of an item: the grade, which is the worst of all items, with the score beside it.</summary>
    public const string Grade = "ALL";

    /// <summary>yyyy-MM, Asia/Shanghai.</summary>
    public string Month { get; init; } = "";

    /// <summary>One of <see cref="Scopes"/>.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Code of the platform or provider; empty for the network.</summary>
    public string Subject { get; init; } = "";

    /// <summary>D1 to D9, U1 to U9, or <see cref="Grade"/>.</summary>
    public string Item { get; init; } = "";

    /// <summary>A word of <see cref="Outcomes"/>.</summary>
    public string Outcome { get; init; } = "";

    public string RegimeId { get; init; } = "";

    public long RegimeVersion { get; init; }

    /// <summary>The entry that asked for the judgement: it follows from the entries up to that one.</summary>
    public EntryMark Evaluated { get; init; } = null!;

    /// <summary>What the verdict is the worst of; none in a grade, and of a provider only what looked at something of it.</summary>
    public ImmutableArray<MeasureRow> Measures { get; init; } = [];

    /// <summary>Of a grade: hundredths of a point, 0 to 10,000 (see <see cref="Grades"/>); null where no item was judged.</summary>
    public long? Score { get; init; }

    public static string CodeOf(string month, string scope, string subject, string item) => $"{month}/{scope}/{subject}/{item}";
}

/// <summary>What one check gave, as <see cref="MeasureVerdict"/> says it.</summary>
/// <param name="Basis">One of <see cref="Bases"/>.</param>
/// <param name="Against">The entries that show what was not as it should be.</param>
public sealed record MeasureRow(
    string Rule,
    long RuleVersion,
    string Measure,
    string Outcome,
    long Numerator,
    long Denominator,
    long PassBasisPoints,
    long FailBasisPoints,
    long MinimumN,
    string Basis,
    Evidence Against);

/// <summary>The public words of scopes.</summary>
public static class Scopes
{
    public const string Network = "network";
    public const string Platform = "platform";
    public const string Provider = "provider";

    public static string Word(VerdictScope scope) => scope switch
    {
        VerdictScope.Network => Network,
        VerdictScope.Platform => Platform,
        _ => Provider,
    };
}
