using System.Collections.Immutable;
using Ledger.Transparency;

namespace Projections.Compliance.Indicators;

/// <summary>What is counted under one code.</summary>
/// <param name="Unit">Such as service_count or fen; of a rate, what its numerator counts.</param>
/// <inheritdoc cref="Indicator"/>
public sealed record IndicatorKind(string Code, string NameZh, string NameEn, string Unit, bool Attested = false)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, long> Nil = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>A count, or a sum, that is held against no target.</summary>
    internal Indicator Count(Period period, Int128 value, params ReadOnlySpan<(string Name, string Value)> dimensions) =>
        new(Code, period.Name, Texts(dimensions), Unit, Shown(value), null, null, null, Outcome.NotApplicable, Attested, Nil, Nothing);

    /// <param name="minimumN">Under so many it says nothing.</param>
    internal Indicator Rate(
        Period period, long value, long of, long population, int minimumN, params ReadOnlySpan<(string Name, string Value)> dimensions) =>
        Count(period, value, dimensions) with
        {
            Of = of,
            Population = population,
            Outcome = of < minimumN ? Outcome.InsufficientData : Outcome.NotApplicable,
        };

    /// <summary>A sum that no reader keeps exact is shown as the nearest that it does: amounts are bounded one by one, and what
    /// is recorded may not stop the log.</summary>
    internal static long Shown(Int128 sum) =>
        (long)Int128.Clamp(sum, -CanonicalJson.LargestExactInteger, CanonicalJson.LargestExactInteger);

    internal static ImmutableSortedDictionary<string, long> Beside(params ReadOnlySpan<(string Name, Int128 Value)> figures)
    {
        var beside = Nil.ToBuilder();
        foreach (var (name, value) in figures)
        {
            beside.Add(name, Shown(value));
        }

        return beside.ToImmutable();
    }

    internal static ImmutableSortedDictionary<string, string> Details(params ReadOnlySpan<(string Name, string? Value)> said)
    {
        var details = Nothing.ToBuilder();
        foreach (var (name, value) in said)
        {
            if (value is not null)
            {
                details.Add(name, value);
            }
        }

        return details.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Texts(ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        var all = Nothing.ToBuilder();
        foreach (var (name, value) in dimensions)
        {
            all.Add(name, value);
        }

        return all.ToImmutable();
    }
}
