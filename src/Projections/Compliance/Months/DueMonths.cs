using Ledger.Deciding;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Months;

/// <summary>
/// Which months have to be judged, from the facts of the log and the time alone: those under a regime that never were; the
/// running one, where entries touched it, once a day; one that has ended since it was judged; an ended one that entries touched
/// since; and the one before the running one once a day until it is published, as its last deadlines pass without an entry.
/// </summary>
public static class DueMonths
{
    /// <summary>Oldest first, each with the evaluation that the new one follows on; null before the first.</summary>
    public static IEnumerable<(Month Month, EntryMark? After)> Of(MonthFacts facts, DateTimeOffset now)
    {
        if (!facts.Touched.All.Any())
        {
            yield break;
        }

        var running = Month.Of(now);
        for (var month = facts.Touched.All.First(); month.FirstDay <= running.FirstDay; month = month.Next)
        {
            var after = facts.Touched.EvaluatedAt(month);
            if ((after is null || IsDue(facts.Touched, month, after, running, now)) && RegimesInForce.Any(facts.Network, month))
            {
                yield return (month, after);
            }
        }
    }

    private static bool IsDue(TouchedMonths touched, Month month, EntryMark after, Month running, DateTimeOffset now)
    {
        var isTouched = touched.TouchedAt(month) > after.Position;
        var isAnotherDay = Days.Of(after.At) < Days.Of(now);
        return month == running ? isTouched && isAnotherDay
            : after.At < month.End || isTouched || (month.Next == running && isAnotherDay && !touched.IsPublished(month));
    }
}
