using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// Platforms beside each other by three rates (domain.md 3.4): satisfaction, promises kept, and first contact in time. The best
/// has rank 1, equals share a rank and the next ones are left out. One with less than the minimum n has no rank.
/// </summary>
internal static class League
{
    private const string KeptPromise = "kept";
    private const string BrokenPromise = "broken";

    public static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var promises = cases[Figure.Promises];
        return
        [
            .. Ranked(LeagueSatisfaction, facts, period, minimumN, Satisfaction(cases)),
            .. Ranked(LeagueFulfilment, facts, period, minimumN, Kept(promises, static promise => promise.By)),
            .. Ranked(LeagueResponse, facts, period, minimumN, Kept(promises, static promise => promise.As)),
        ];
    }

    private sealed record Rate(string Platform, long Held, long Of, long Population);

    private static IEnumerable<Rate> Satisfaction(CaseSums cases)
    {
        var (completed, ratings) = (cases[Figure.Deliveries].ToDictionary(sum => sum.Of, sum => sum.Times), cases[Figure.Ratings].ToLookup(sum => sum.Of));
        return completed.Keys.Union(ratings.Select(of => of.Key)).Select(platform => new Rate(
            platform, ratings[platform].Satisfied(), ratings[platform].Times(), completed.GetValueOrDefault(platform)));
    }

    internal static void CountDeliveries(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (type == "delivery.completed")
            {
                counts.Add(Figure.Deliveries, counts.Case.OwnerAt(index));
            }
        }
    }

    /// <summary>Whether the case met all its clocks that fell due in the period, and that of first contact; at the platform that
    /// answered for it at the clock that was set last.</summary>
    internal static void CountPromises(CaseCounts counts)
    {
        var (period, last, all, contact) = (counts.Period, -1, true, (bool?)null);
        foreach (var clock in counts.Case.Clocks(counts.Calendar))
        {
            if (clock.FallsIn(period.Start, period.End))
            {
                (last, all) = (clock.Index, all && clock.IsMet);
                contact = clock.Name == CaseClock.FirstContact ? contact != false && clock.IsMet : contact;
            }
        }

        if (last >= 0)
        {
            counts.Add(Figure.Promises, counts.Case.OwnerAt(last), Word(all), contact is { } held ? Word(held) : null);
        }
    }

    private static string Word(bool isKept) => isKept ? KeptPromise : BrokenPromise;

    private static IEnumerable<Rate> Kept(IEnumerable<CaseSum> promises, Func<CaseSum, string?> kept) => promises
        .GroupBy(promise => promise.Of)
        .Select(platform => (platform.Key, Held: platform.Where(sum => kept(sum) == KeptPromise).Times(), All: platform.Where(sum => kept(sum) is not null).Times()))
        .Select(platform => new Rate(platform.Key, platform.Held, platform.All, platform.All));

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
