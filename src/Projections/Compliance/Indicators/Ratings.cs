using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>A rating that counts.</summary>
/// <param name="Node">The platform that answered for the case when it was given.</param>
/// <param name="Provider">Who delivered; null where the platform did itself.</param>
internal sealed record EffectiveRating(string Node, string? Provider, long Score)
{
    public bool IsSatisfied => Score >= Ratings.Satisfied;
}

/// <summary>Of each delivery the last rating of the period counts, and none that was declared void.</summary>
internal static class Ratings
{
    /// <summary>Scores from here on are satisfied (domain.md 5.7, K5).</summary>
    public const long Satisfied = 3;

    private static readonly string[] Types = ["rating.submitted", "rating.revised", "rating.invalidated"];

    public static IEnumerable<EffectiveRating> Effective(NetworkFacts facts, Period period)
    {
        foreach (var (found, index, rating) in Types.SelectMany(type => period.CaseEntries(facts, type)))
        {
            if (!IsReplaced(found, index, rating.Fields.RequireText("delivery_id"), period) && rating.Fields.FindNumber("score") is { } score)
            {
                yield return new EffectiveRating(found.OwnerAt(index), found.ProviderAt(index), score);
            }
        }
    }

    /// <summary>What was said in the period of each delivery.</summary>
    public static IEnumerable<IEnumerable<(CaseFacts Case, int Index, PublicEntry Entry)>> Deliveries(NetworkFacts facts, Period period) =>
        Types.SelectMany(type => period.CaseEntries(facts, type)).GroupBy(rating => (rating.Case, Delivery: rating.Entry.Fields.RequireText("delivery_id")));

    private static bool IsReplaced(CaseFacts found, int index, string delivery, Period period)
    {
        for (var i = index + 1; i < found.Count; i++)
        {
            if (Types.Contains(found.TypeAt(i)) && period.Contains(found.OccurredAt(i)) && found.Entries[i].Fields.FindText("delivery_id") == delivery)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The one that counts of what was said of a delivery; null where none does.</summary>
    public static EffectiveRating? Last(IEnumerable<(CaseFacts Case, int Index, PublicEntry Entry)> ratings, long size)
    {
        var (found, last) = ((CaseFacts?)null, -1);
        foreach (var rating in ratings)
        {
            if (rating.Entry.Position.Value < size && rating.Index > last)
            {
                (found, last) = (rating.Case, rating.Index);
            }
        }

        return found?.EntryAt(last, size).Fields.FindNumber("score") is { } score
            ? new EffectiveRating(found.OwnerAt(last), found.ProviderAt(last), score)
            : null;
    }
}
