using System.Collections.Immutable;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>Every indicator of a month and of its year so far: a pure function of the entries.</summary>
public static class AllIndicators
{
    private static readonly Func<NetworkFacts, Period, CaseSums, int, IEnumerable<Indicator>>[] Counted =
    [
        Kpis.Of, Collaboration.Of, CoverageMap.Of, NearbyRate.Of, ReferralFlow.Of, ServiceMix.Of, ResolutionTracker.Of, FundLedger.Of, Rollout.Of,
        League.Of,
    ];

    /// <param name="facts">The entries to count.</param>
    /// <param name="month">The month; the year is counted from its January to the end of this month.</param>
    /// <param name="minimumN">Under so many a rate says nothing and a platform has no rank.</param>
    /// <returns>Those of the month, then those of the year; each in order of <see cref="IndicatorKinds.All"/>, then of the codes
    /// that they are about.</returns>
    public static ImmutableArray<Indicator> Of(NetworkFacts facts, Month month, int minimumN)
    {
        var (ofMonth, ofYear) = (Period.Of(month), Period.YearTo(month));
        var cases = facts.Sums.To(ofMonth, ofYear);
        return [.. Of(facts, ofMonth, cases.Month, minimumN), .. Of(facts, ofYear, cases.Year, minimumN)];
    }

    private static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN) =>
        Counted.SelectMany(count => Unreadable.All(() => count(facts, period, cases, minimumN)) ?? []);
}
