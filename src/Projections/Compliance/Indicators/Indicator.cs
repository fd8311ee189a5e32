using System.Collections.Immutable;

namespace Projections.Compliance.Indicators;

/// <summary>One figure of a period. Code, period and dimensions together are its key.</summary>
/// <param name="Code">One of <see cref="IndicatorKinds.All"/>, such as K1 or REFERRAL_FLOW.</param>
/// <param name="Period">A month, yyyy-MM, or a year up to the end of that month, yyyy; Asia/Shanghai. What is a stock, such as a
/// balance, is that of the end of the period.</param>
/// <param name="Dimensions">What it is about, by names such as platform, city, from, to, fund; none of them for the whole network.</param>
/// <param name="Unit">Of <paramref name="Value"/>.</param>
/// <param name="Value">Of a rate the numerator.</param>
/// <param name="Of">Of a rate the denominator, or how many there should be; null for a plain count.</param>
/// <param name="Population">Of a rate: how many there were in all, of which <paramref name="Of"/> could be counted. Its coverage
/// is <paramref name="Of"/> over this.</param>
/// <param name="Target">That was set for the year; of a rate in basis points. Null where none was set, and for counts of a month,
/// as targets of counts are of a year.</param>
/// <param name="Outcome">PASS where the target is reached, FAIL where it is not, INSUFFICIENT_DATA below the minimum n, and
/// NOT_APPLICABLE without a target.</param>
/// <param name="Attested">It rests on numbers that members state about what is not public, such as how many enterprises took part;
/// otherwise the entries alone replay it.</param>
/// <param name="Beside">Figures that have to be read beside the value, by name; a name that ends in <c>_fen</c> is money.</param>
/// <param name="Details">What else is said of it, by name: due days, the platform that is responsible, a standing.</param>
public sealed record Indicator(
    string Code,
    string Period,
    ImmutableSortedDictionary<string, string> Dimensions,
    string Unit,
    long Value,
    long? Of,
    long? Population,
    long? Target,
    Outcome Outcome,
    bool Attested,
    ImmutableSortedDictionary<string, long> Beside,
    ImmutableSortedDictionary<string, string> Details);
