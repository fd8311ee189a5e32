using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// Platforms beside each other by three rates (domain.md 3.4): satisfaction, promises kept, and first contact in time. The best
/// has rank 1, equals share a rank and the next ones are left out. One with less than the minimum n has no rank.
/// </summary>
internal static class League
{
    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, int minimumN)
    {
        var promises = Promises(facts, period).ToList();
        return
        [
            .. Ranked(LeagueSatisfaction, facts, period, minimumN, Satisfaction(facts, period)),
            .. Ranked(LeagueFulfilment, facts, period, minimumN, Kept(promises, static promise => promise.All)),
            .. Ranked(LeagueResponse, facts, period, minimumN, Kept(promises, static promise => promise.FirstContact)),
        ];
    }

    private sealed record Rate(string Platform, long Held, long Of, long Population);

    private static IEnumerable<Rate> Satisfaction(NetworkFacts facts, Period period)
    {
        var completed = period.CaseEntries(facts, "delivery.completed").GroupBy(at => at.Case.OwnerAt(at.Index)).ToDictionary(group => group.Key, group => group.Count());
        var ratings = Ratings.Effective(facts, period).ToLookup(rating => rating.Node);
        return completed.Keys.Union(ratings.Select(of => of.Key)).Select(platform => new Rate(
            platform, ratings[platform].Count(rating => rating.Score >= Ratings.Satisfied), ratings[platform].Count(), completed.GetValueOrDefault(platform)));
    }

    /// <summary>Whether a case met all its clocks that fell due in the period, and that of first contact; null where none did.</summary>
    /// <param name="Platform">That answered for it at the clock that was set last.</param>
    private sealed record Promise(string Platform, bool? All, bool? FirstContact);

    private static IEnumerable<Promise> Promises(NetworkFacts facts, Period period)
    {
        foreach (var (month, found) in period.Months.SelectMany(month => facts.CasesDueIn(month).Select(found => (month, found))))
        {
            var (last, all, contact) = (-1, true, (bool?)null);
            foreach (var clock in found.Clocks(facts.Calendar))
            {
                if (clock.FallsIn(period.Start, period.End))
                {
                    // A case that is due in several months is looked at in that of its first clock.
                    if (last < 0 && !clock.FallsIn(month.Start, month.End))
                    {
                        break;
                    }

                    (last, all) = (clock.Index, all && clock.IsMet);
                    contact = clock.Name == CaseClock.FirstContact ? contact != false && clock.IsMet : contact;
                }
            }

            if (last >= 0)
            {
                yield return new Promise(found.OwnerAt(last), all, contact);
            }
        }
    }

    private static IEnumerable<Rate> Kept(IEnumerable<Promise> promises, Func<Promise, bool?> kept) => promises
        .GroupBy(promise => promise.Platform, kept)
        .Select(platform => (platform.Key, Known: platform.OfType<bool>().ToList()))
        .Select(platform => new Rate(platform.Key, platform.Known.Count(held => held), platform.Known.Count, platform.Known.Count));

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
