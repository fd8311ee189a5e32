using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>A rating that counts.</summary>
/// <param name="Node">The platform that answered for the case when it was given.</param>
/// <param name="Provider">Who delivered; null where the platform did itself.</param>
internal sealed record EffectiveRating(string Node, string? Provider, long Score)
{
    public bool IsSatisfied => Score >= Ratings.LowestSatisfied;
}

/// <summary>Of each delivery the last rating of the period counts, and none that was declared void.</summary>
internal static class Ratings
{
    /// <summary>Scores from here on are satisfied (domain.md 5.7, K5).</summary>
    public const long LowestSatisfied = 3;

    /// <summary>Level of the ratings that are more than just satisfied.</summary>
    public const string StrictlySatisfied = "strictly_satisfied";

    private const long LowestStrictlySatisfied = 4;
    private const string JustSatisfied = "satisfied";

    private static readonly string[] Types = ["rating.submitted", "rating.revised", "rating.invalidated"];

    internal static void Count(CaseCounts counts)
    {
        foreach (var (index, type) in counts.Happened)
        {
            if (Types.Contains(type) && counts.Case.Entries[index].Fields is var rating
                && !IsReplaced(counts, index, rating.RequireText("delivery_id")) && rating.FindNumber("score") is { } score)
            {
                counts.Add(Figure.Ratings, counts.Case.OwnerAt(index), score >= LowestStrictlySatisfied ? StrictlySatisfied : score >= LowestSatisfied ? JustSatisfied : null);
            }
        }
    }

    /// <summary>How many of the ratings are satisfied.</summary>
    public static long Satisfied(this IEnumerable<CaseSum> ratings) => ratings.Where(static sum => sum.By is not null).Times();

    /// <summary>What was said in the period of each delivery.</summary>
    public static IEnumerable<IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)>> Deliveries(NetworkFacts facts, Period period) =>
        Types.SelectMany(type => period.CaseEntries(facts, type)).GroupBy(rating => (rating.Case, Delivery: rating.Entry.Fields.RequireText("delivery_id")));

    private static bool IsReplaced(CaseCounts counts, int index, string delivery)
    {
        foreach (var (later, type) in counts.Happened)
        {
            if (later > index && Types.Contains(type) && counts.Case.Entries[later].Fields.FindText("delivery_id") == delivery)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The one that counts of what was said of a delivery; null where none does.</summary>
    public static EffectiveRating? Last(IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)> ratings, long size)
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
