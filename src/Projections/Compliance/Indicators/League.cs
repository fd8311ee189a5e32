using System.Collections.Immutable;
using Projections.Compliance.Facts;
using Projections.Compliance.Kinds;
using Projections.Compliance.Regimes;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// Platforms beside each other by three rates (domain.md 3.4): satisfaction, promises kept, and first contact in time. The best
/// has rank 1, equals share a rank and the next ones are left out. One with less than the minimum n has no rank.
/// </summary>
internal static class League
{
    private static readonly ImmutableArray<string> Clocks = ["accept", "first_contact", "complete"];

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, int minimumN) =>
    [
        .. Ranked(LeagueSatisfaction, facts, period, minimumN, Satisfaction(facts, period)),
        .. Ranked(LeagueFulfilment, facts, period, minimumN, ClocksMet(facts, period, Clocks)),
        .. Ranked(LeagueResponse, facts, period, minimumN, ClocksMet(facts, period, ["first_contact"])),
    ];

    private sealed record Rate(string Platform, long Held, long Of, long Population);

    private static IEnumerable<Rate> Satisfaction(NetworkFacts facts, Period period)
    {
        var completed = period.CaseEntries(facts, "delivery.completed").GroupBy(at => at.Case.OwnerAt(at.Index)).ToDictionary(group => group.Key, group => group.Count());
        var ratings = Ratings.Effective(facts, period).ToLookup(rating => rating.Node);
        return completed.Keys.Union(ratings.Select(of => of.Key)).Select(platform => new Rate(
            platform, ratings[platform].Count(rating => rating.Score >= Ratings.Satisfied), ratings[platform].Count(), completed.GetValueOrDefault(platform)));
    }

    // A case with clocks in several months of the period counts once, and has to have met all of them.
    private static IEnumerable<Rate> ClocksMet(NetworkFacts facts, Period period, ImmutableArray<string> clocks)
    {
        var parameters = new CheckParameters(new Dictionary<string, object> { ["clocks"] = clocks });
        return
            from seen in period.Months.SelectMany(month => new FrozenClock().Observe(new CheckRun(facts, month, parameters)))
            where seen.Node is not null
            group seen by (seen.Node, seen.Subject) into one
            group one.All(seen => seen.Held) by one.Key.Node into platform
            select new Rate(platform.Key, platform.Count(held => held), platform.Count(), platform.Count());
    }

    private static IEnumerable<Indicator> Ranked(IndicatorKind kind, NetworkFacts facts, Period period, int minimumN, IEnumerable<Rate> rates)
    {
        var all = rates.ToList();
        var enough = all.Where(rate => rate.Of >= minimumN).ToList();
        var known = all.Select(rate => rate.Platform);
        var silent = facts.Platforms.Values.Where(platform => platform.WasOpenIn(period.Last)).Select(platform => platform.Code).Except(known)
            .Select(platform => new Rate(platform, 0, 0, 0));
        foreach (var rate in all.Concat(silent).OrderBy(rate => rate.Platform, StringComparer.Ordinal))
        {
            var row = kind.Rate(period, rate.Held, rate.Of, rate.Population, minimumN, ("platform", rate.Platform));
            yield return row.Outcome == Outcome.InsufficientData
                ? row
                : row with { Beside = IndicatorKind.Beside(("rank", 1 + enough.Count(other => IsBetter(other, rate))), ("ranked", enough.Count)) };
        }
    }

    // Compared crosswise: nothing is divided.
    private static bool IsBetter(Rate one, Rate other) => (Int128)one.Held * other.Of > (Int128)other.Held * one.Of;
}
