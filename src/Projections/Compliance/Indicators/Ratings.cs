using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>A rating that counts.</summary>
/// <param name="Node">The platform that answered for the case when it was given.</param>
internal sealed record EffectiveRating(string Node, long Score);

/// <summary>Of each delivery the last rating of the period counts, and none that was declared void.</summary>
internal static class Ratings
{
    /// <summary>Scores from here on are satisfied (domain.md 5.7, K5).</summary>
    public const long Satisfied = 3;

    private static readonly string[] Types = ["rating.submitted", "rating.revised", "rating.invalidated"];

    public static IEnumerable<EffectiveRating> Effective(NetworkFacts facts, Period period) =>
        from rating in Types.SelectMany(type => period.CaseEntries(facts, type))
        group rating by (rating.Case.Id, Delivery: rating.Entry.Fields.RequireText("delivery_id")) into ratings
        let last = ratings.MaxBy(rating => rating.Index)
        let score = last.Entry.Fields.FindNumber("score")
        where score is not null
        select new EffectiveRating(last.Case.OwnerAt(last.Index), score.Value);
}
