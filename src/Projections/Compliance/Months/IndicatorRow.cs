using System.Collections.Immutable;
using Projections.Compliance.Indicators;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>One indicator of a month, or of its year up to the end of that month. A row of <c>indicator_view</c>; its code is
/// <c>month/span/code/dimensions</c>, such as <c>2026-03/year/K1/</c>. The fields are those of <see cref="Indicator"/>.</summary>
public sealed record IndicatorRow : CodedRow
{
    public const string OfMonth = "month";
    public const string OfYear = "year";

    /// <summary>yyyy-MM, Asia/Shanghai: the month with which the period ends.</summary>
    public string Month { get; init; } = "";

    /// <summary><see cref="OfMonth"/>, or <see cref="OfYear"/> for the year up to the end of the month.</summary>
    public string Span { get; init; } = "";

    /// <summary>Of the indicator, such as K1.</summary>
    public string Indicator { get; init; } = "";

    public string Period { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Dimensions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string Unit { get; init; } = "";

    public long Value { get; init; }

    public long? Of { get; init; }

    public long? Population { get; init; }

    public long? Target { get; init; }

    public string Outcome { get; init; } = "";

    /// <summary>One of <see cref="Bases"/>.</summary>
    public string Basis { get; init; } = "";

    public ImmutableSortedDictionary<string, long> Beside { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    public ImmutableSortedDictionary<string, string> Details { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The entry that asked for it: it follows from the entries up to that one.</summary>
    public EntryMark Evaluated { get; init; } = null!;

    public static IndicatorRow From(Indicator counted, string month, EntryMark evaluated)
    {
        var span = counted.Period == month ? OfMonth : OfYear;
        return new()
        {
            Code = $"{month}/{span}/{counted.Code}/{string.Join(',', counted.Dimensions.Select(one => $"{one.Key}={one.Value}"))}",
            Month = month,
            Span = span,
            Indicator = counted.Code,
            Period = counted.Period,
            Dimensions = counted.Dimensions,
            Unit = counted.Unit,
            Value = counted.Value,
            Of = counted.Of,
            Population = counted.Population,
            Target = counted.Target,
            Outcome = Outcomes.Word(counted.Outcome),
            Basis = Bases.Word(counted.Attested),
            Beside = counted.Beside,
            Details = counted.Details,
            Evaluated = evaluated,
        };
    }
}
