using System.Collections.Immutable;

namespace Projections.Compliance.Regimes;

/// <summary>The rule set by which a month is judged: data, adopted by an event (<c>regime.adopted</c>), read by <see cref="RegimeFile"/>.</summary>
/// <param name="EffectiveFrom">Day in Asia/Shanghai on which the file means to take force; the adopting event decides.</param>
public sealed record Regime(
    string Id, int Version, string NameZh, string NameEn, string LegalBasis, DateOnly EffectiveFrom, ImmutableArray<RegimeItem> Items);

/// <summary>One disclosure or unification.</summary>
/// <param name="Code">D1 to D9 for disclosures, U1 to U9 for unifications.</param>
public sealed record RegimeItem(string Code, string NameZh, string NameEn, ImmutableArray<RegimeCheck> Checks);

/// <summary>One check: a kind that the code knows, with the parameters and the threshold that the regime sets.</summary>
/// <param name="Rule">Public code of the violation, such as <c>D3-UNLISTED_FEE</c>; unique within the regime.</param>
/// <param name="Version">Of the rule, from 1.</param>
/// <param name="Measure">Name of the rate that the check gives, such as <c>listed_fee_rate</c>.</param>
/// <param name="FindsEach">Each case that fails is a finding; otherwise the rate is one, when it does not pass.</param>
public sealed record RegimeCheck(
    string Rule,
    int Version,
    string Measure,
    CheckKind Kind,
    CheckParameters Parameters,
    string Severity,
    string LegalBasis,
    bool FindsEach,
    Threshold Threshold);

/// <summary>Limits of a rate, in hundredths of a percent: at <paramref name="PassBasisPoints"/> or more it passes, below
/// <paramref name="FailBasisPoints"/> it fails, between them it is a warning.</summary>
/// <param name="MinimumN">With fewer than so many nothing is said.</param>
public sealed record Threshold(int PassBasisPoints, int FailBasisPoints, int MinimumN)
{
    private const int Whole = 10_000;

    /// <summary>Exact: the rate is never divided out.</summary>
    public Outcome Judge(long numerator, long denominator)
    {
        var scaled = (Int128)numerator * Whole;
        return denominator == 0 ? Outcome.NotApplicable
            : denominator < MinimumN ? Outcome.InsufficientData
            : scaled >= (Int128)PassBasisPoints * denominator ? Outcome.Pass
            : scaled < (Int128)FailBasisPoints * denominator ? Outcome.Fail
            : Outcome.Warn;
    }
}

/// <summary>How grave a violation is.</summary>
public static class Severities
{
    public static readonly ImmutableArray<string> All = ["critical", "major", "minor", "note"];
}
