using System.Collections.Immutable;

namespace Projections.Compliance.Indicators;

/// <summary>One indicator of a period (domain.md 5.7).</summary>
/// <param name="Kpi">K1 to K7.</param>
/// <param name="Period">A month, yyyy-MM, or a year up to the end of that month, yyyy; Asia/Shanghai.</param>
/// <param name="Value">In the indicator's unit; of a rate the numerator.</param>
/// <param name="Of">Of a rate the denominator; null for a count.</param>
/// <param name="Target">That was set for the year; of a rate in basis points. Null where none was set, and for counts of a month,
/// as targets of counts are of a year.</param>
/// <param name="Outcome">PASS where the target is reached, FAIL where it is not, INSUFFICIENT_DATA below the minimum n, and
/// NOT_APPLICABLE without a target.</param>
/// <param name="Beside">What has to be read beside the value: coverage, the strict rate, enterprises.</param>
public sealed record Indicator(
    string Kpi, string Period, long Value, long? Of, long? Target, Outcome Outcome, ImmutableSortedDictionary<string, long> Beside);
