using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using static Projections.Compliance.Indicators.IndicatorKinds;

namespace Projections.Compliance.Indicators;

/// <summary>
/// K1 to K7 from public entries, exact. Two of them count what is public in place of what is not: K3 counts cases, as contact ids
/// are for members only, and K4 adds the enterprises that each delivery and activity states, as their names are not public.
/// Imported cases are another system's and count in none.
/// </summary>
public static class Kpis
{
    private const long WholeBasisPoints = 10_000;
    private const string Delivered = "delivery.completed";

    private static readonly string[] TakenUp = ["request.accepted", "request.answered"];

    /// <summary>Seven of the period.</summary>
    /// <param name="minimumN">Ratings under which satisfaction is not judged.</param>
    internal static IEnumerable<Indicator> Of(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var completed = cases[Figure.Enterprises];
        var activities = Held(facts, period).ToList();
        yield return Judge(facts, period, K1.Count(period, Members(facts, period)), isStock: true);
        yield return Judge(facts, period, K2.Count(period, completed.Times() + activities.Count));
        yield return Judge(facts, period, K3.Count(period, cases[Figure.Intake].Times()));
        yield return Judge(facts, period, K4.Count(
            period,
            completed.Amount()
            + activities.Total(entry => entry.Fields.RequireNumber("enterprise_count"))));
        yield return Satisfaction(facts, period, cases, minimumN);
        yield return Judge(facts, period, K6.Count(period, facts.Platforms.Values.Count(platform => platform.IsOpenAt(period.LastInstant))), isStock: true) with
        {
            Of = Rollout.Planned(facts)?.Sum(phase => phase.Platforms),
        };
        yield return Funds(facts, period);
    }

    /// <summary>Activities by the day on which they were held.</summary>
    internal static IEnumerable<PublicEntry> Held(NetworkFacts facts, Period period) => facts.Streams("activity-")
        .SelectMany(pair => pair.Value)
        .Where(entry => entry.Type == "activity.held" && period.Contains(entry.Fields.RequireDay("held_on")));

    /// <summary>Of the deliveries completed the most enterprises that one states.</summary>
    internal static void CountEnterprises(CaseCounts counts)
    {
        long? most = null;
        foreach (var (index, type) in counts.Happened)
        {
            if (type == Delivered)
            {
                most = Math.Max(most ?? long.MinValue, counts.Case.Entries[index].Fields.RequireNumber("enterprise_count"));
            }
        }

        if (most is { } enterprises)
        {
            counts.Add(Figure.Enterprises, amount: enterprises);
        }
    }

    internal static void CountIntake(CaseCounts counts)
    {
        if (counts.Happened.Exists(static at => TakenUp.Contains(at.Type))
            && counts.Case.Submitted.Fields.FindText("channel") is "online" or "mobile" or "call")
        {
            counts.Add(Figure.Intake);
        }
    }

    private static long Members(NetworkFacts facts, Period period)
    {
        var offering = facts.Services.Values.Select(service => service.Contents.At(period.LastInstant)).OfType<PublishedVersion>()
            .Select(version => ServiceFacts.ContentOf(version).FindText("provider_id")).ToHashSet();
        return facts.Providers.Values.Count(provider => provider.IsMemberAt(period.LastInstant) && offering.Contains(provider.Code));
    }

    private static Indicator Satisfaction(NetworkFacts facts, Period period, CaseSums cases, int minimumN)
    {
        var ratings = cases[Figure.Ratings];
        var (held, n) = (ratings.Satisfied(), ratings.Times());
        var rate = K5.Rate(period, held, n, cases[Figure.Deliveries].Times(), minimumN) with
        {
            Target = Target(facts, period, K5),
            Beside = IndicatorKind.Beside(("strictly_satisfied", ratings.Where(sum => sum.By == Ratings.StrictlySatisfied).Times())),
        };
        return rate.Outcome == Outcome.InsufficientData || rate.Target is null
            ? rate
            : rate with { Outcome = held * WholeBasisPoints >= rate.Target * n ? Outcome.Pass : Outcome.Fail };
    }

    private static Indicator Funds(NetworkFacts facts, Period period)
    {
        var (committed, received, spent, off) = ((Int128)0, (Int128)0, (Int128)0, (Int128)0);
        foreach (var (_, entries) in facts.Streams("fund-"))
        {
            var purposes = FundLedger.Purposes(entries);
            foreach (var entry in entries.Where(period.Contains))
            {
                var amount = entry.Fields.FindNumber("amount_fen") ?? 0;
                committed += entry.Type == "fund.committed" ? amount : 0;
                received += entry.Type == "fund.received" ? amount : 0;
                spent += entry.Type == "fund.spent" ? amount : 0;
                off += FundLedger.IsOffPurpose(entry, purposes) ? amount : 0;
            }
        }

        var target = Target(facts, period, K7);
        return K7.Count(period, off) with
        {
            Target = target,
            Outcome = target is null ? Outcome.NotApplicable : off <= target ? Outcome.Pass : Outcome.Fail,
            Beside = IndicatorKind.Beside(("committed_fen", committed), ("received_fen", received), ("spent_fen", spent)),
        };
    }

    private static Indicator Judge(NetworkFacts facts, Period period, Indicator count, bool isStock = false)
    {
        var target = period.IsYear || isStock ? Target(facts, period, count.Code) : null;
        return count with
        {
            Target = target,
            Outcome = target is null ? Outcome.NotApplicable : count.Value >= target ? Outcome.Pass : Outcome.Fail,
        };
    }

    private static long? Target(NetworkFacts facts, Period period, IndicatorKind kind) => Target(facts, period, kind.Code);

    private static long? Target(NetworkFacts facts, Period period, string kpi) => facts.Stream($"target-{period.Last.Year:0000}")
        .LastOrDefault(entry => entry.Fields.FindText("kpi") == kpi)?.Fields.RequireNumber("target_value");
}
