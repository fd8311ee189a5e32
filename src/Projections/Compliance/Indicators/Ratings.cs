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

    /// <param name="size">Only so many entries of the log are looked at.</param>
    public static IEnumerable<EffectiveRating> Effective(NetworkFacts facts, Period period, long size = long.MaxValue) =>
        from rating in Types.SelectMany(type => period.CaseEntries(facts, type))
        where rating.Entry.Position.Value < size
        group rating by (rating.Case.Id, Delivery: rating.Entry.Fields.RequireText("delivery_id")) into ratings
        let last = ratings.MaxBy(rating => rating.Index)
        let score = last.Case.EntryAt(last.Index, size).Fields.FindNumber("score")
        where score is not null
        select new EffectiveRating(last.Case.OwnerAt(last.Index), last.Case.ProviderAt(last.Index), score.Value);
}
