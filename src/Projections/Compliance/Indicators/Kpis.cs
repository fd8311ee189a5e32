using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>
/// K1 to K7 from public entries, exact. Two of them count what is public in place of what is not: K3 counts cases, as contact ids
/// are for members only, and K4 adds the enterprises that each delivery and activity states, as their names are not public.
/// Imported cases are another system's and count in none.
/// </summary>
public static class Kpis
{
    private const long WholeBasisPoints = 10_000;
    private const long Satisfied = 3;
    private const long StrictlySatisfied = 4;

    /// <param name="facts">The entries to count.</param>
    /// <param name="month">The month; the year is counted from its January to the end of this month.</param>
    /// <param name="minimumN">Ratings under which satisfaction is not judged.</param>
    /// <returns>Seven of the month, then seven of the year.</returns>
    public static ImmutableArray<Indicator> Of(NetworkFacts facts, Month month, int minimumN)
    {
        var year = new Span(new Month(month.Year, 1).Start, month.End, $"{month.Year:0000}", month, IsYear: true);
        return [.. All(facts, new Span(month.Start, month.End, month.ToString(), month, IsYear: false), minimumN), .. All(facts, year, minimumN)];
    }

    private sealed record Span(DateTimeOffset Start, DateTimeOffset End, string Name, Month Last, bool IsYear)
    {
        public DateTimeOffset LastInstant => End - TimeSpan.FromMilliseconds(1);

        public bool Contains(PublicEntry entry) => entry.OccurredAt >= Start && entry.OccurredAt < End;
    }

    private static IEnumerable<Indicator> All(NetworkFacts facts, Span span, int minimumN)
    {
        var completed = Cases(facts, span, "delivery.completed").ToList();
        var activities = facts.Streams("activity-").SelectMany(pair => pair.Value)
            .Where(entry => entry.Type == "activity.held" && IsHeldIn(entry, span)).ToList();
        yield return Count(facts, span, "K1", Members(facts, span), isStock: true);
        yield return Count(facts, span, "K2", completed.DistinctBy(at => at.Case).Count() + activities.Count);
        yield return Count(facts, span, "K3", Cases(facts, span, "request.accepted").Concat(Cases(facts, span, "request.answered"))
            .Where(at => at.Case.Submitted.Fields.FindText("channel") is "online" or "mobile" or "call").DistinctBy(at => at.Case).Count());
        yield return Count(
            facts, span, "K4",
            completed.GroupBy(at => at.Case).Sum(deliveries => deliveries.Max(at => at.Entry.Fields.RequireNumber("enterprise_count")))
            + activities.Sum(entry => entry.Fields.RequireNumber("enterprise_count")));
        yield return Satisfaction(facts, span, completed.Count, minimumN);
        yield return Rollout(facts, span);
        yield return Funds(facts, span);
    }

    private static IEnumerable<(CaseFacts Case, PublicEntry Entry)> Cases(NetworkFacts facts, Span span, string type) =>
        from found in facts.Cases.Values
        from entry in found.Entries
        where entry.Type == type && span.Contains(entry)
        select (found, entry);

    private static bool IsHeldIn(PublicEntry entry, Span span)
    {
        var day = Ledger.Deciding.Days.Start(entry.Fields.RequireDay("held_on"));
        return day >= span.Start && day < span.End;
    }

    private static long Members(NetworkFacts facts, Span span)
    {
        var offering = facts.Services.Values.Select(service => service.Contents.At(span.LastInstant)).OfType<PublishedVersion>()
            .Select(version => ServiceFacts.ContentOf(version).FindText("provider_id")).ToHashSet();
        return facts.Providers.Values.Count(provider => provider.IsMemberAt(span.LastInstant) && offering.Contains(provider.Code));
    }

    // Of each delivery the last rating of the span counts, and none that was declared void.
    private static Indicator Satisfaction(NetworkFacts facts, Span span, long completed, int minimumN)
    {
        var scores = facts.Cases.Values
            .SelectMany(found => found.Entries.Where(entry => span.Contains(entry)
                && entry.Type is "rating.submitted" or "rating.revised" or "rating.invalidated"))
            .GroupBy(entry => (entry.Stream, entry.Fields.RequireText("delivery_id")))
            .Select(ratings => ratings.Last().Fields.FindNumber("score")).OfType<long>().ToList();
        var (held, n) = (scores.Count(score => score >= Satisfied), scores.Count);
        var target = Target(facts, span, "K5");
        var outcome = n < minimumN ? Outcome.InsufficientData
            : target is null ? Outcome.NotApplicable
            : held * WholeBasisPoints >= target * n ? Outcome.Pass : Outcome.Fail;
        return new Indicator("K5", span.Name, held, n, target, outcome, Beside(
            ("completed_deliveries", completed), ("ratings", n), ("strictly_satisfied", scores.Count(score => score >= StrictlySatisfied))));
    }

    private static Indicator Rollout(NetworkFacts facts, Span span)
    {
        var open = facts.Platforms.Values.Count(platform => platform.IsOpenAt(span.LastInstant));
        var plans = facts.Streams("plan-").SelectMany(pair => pair.Value.TakeLast(1)).ToList();
        long? planned = plans.Count == 0 ? null : plans.SelectMany(plan => plan.Fields.Groups("phases"))
            .Sum(phase => phase.RequireNumber("provincial_platforms") + phase.RequireNumber("window_platforms"));
        var target = Target(facts, span, "K6");
        return new Indicator("K6", span.Name, open, planned, target, Reached(open, target), Beside());
    }

    private static Indicator Funds(NetworkFacts facts, Span span)
    {
        var (committed, received, spent, off) = (0L, 0L, 0L, 0L);
        foreach (var (_, entries) in facts.Streams("fund-"))
        {
            var purposes = entries.Where(entry => entry.Type == "fund.appropriated").SelectMany(entry => entry.Fields.Texts("purpose_codes")).ToHashSet();
            foreach (var entry in entries.Where(span.Contains))
            {
                var amount = entry.Fields.FindNumber("amount_fen") ?? 0;
                committed += entry.Type == "fund.committed" ? amount : 0;
                received += entry.Type == "fund.received" ? amount : 0;
                spent += entry.Type == "fund.spent" ? amount : 0;
                off += entry.Type == "fund.spent" && !purposes.Contains(entry.Fields.RequireText("purpose_code")) ? amount : 0;
            }
        }

        var target = Target(facts, span, "K7");
        var outcome = target is null ? Outcome.NotApplicable : off <= target ? Outcome.Pass : Outcome.Fail;
        return new Indicator(
            "K7", span.Name, off, null, target, outcome, Beside(("committed_fen", committed), ("received_fen", received), ("spent_fen", spent)));
    }

    private static Indicator Count(NetworkFacts facts, Span span, string kpi, long value, bool isStock = false)
    {
        var target = span.IsYear || isStock ? Target(facts, span, kpi) : null;
        return new Indicator(kpi, span.Name, value, null, target, Reached(value, target), Beside());
    }

    private static Outcome Reached(long value, long? target) =>
        target is null ? Outcome.NotApplicable : value >= target ? Outcome.Pass : Outcome.Fail;

    private static long? Target(NetworkFacts facts, Span span, string kpi) => facts.Stream($"target-{span.Last.Year:0000}")
        .LastOrDefault(entry => entry.Fields.FindText("kpi") == kpi)?.Fields.RequireNumber("target_value");

    private static ImmutableSortedDictionary<string, long> Beside(params (string Name, long Value)[] parts) =>
        parts.ToImmutableSortedDictionary(part => part.Name, part => part.Value, StringComparer.Ordinal);
}
