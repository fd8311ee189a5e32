using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>The ratings of one delivery.</summary>
/// <param name="Count">How many were given, by number from 1.</param>
/// <param name="Score">Of the one that counts, which is the latest; null when it was invalidated.</param>
public sealed record Rating(int Count, int? Score)
{
    public static readonly Rating None = new(0, null);

    public int Next => Count + 1;
}

public sealed partial record CaseState
{
    public Rating RatingOf(Guid deliveryId) => Ratings.GetValueOrDefault(deliveryId, Rating.None);

    private CaseState? RatingOf(LedgerEvent fact) => fact switch
    {
        RatingSubmitted e => Rated(e.DeliveryId, new Rating(e.RatingNo, e.Score)),
        RatingRevised e => Rated(e.DeliveryId, new Rating(e.RatingNo, e.Score)),
        RatingInvalidated e => Rated(e.DeliveryId, RatingOf(e.DeliveryId) with { Score = null }),
        RatingRectificationOpened e => this with { OpenRectifications = OpenRectifications.Add(e.DeliveryId) },
        RatingRectificationClosed e => this with { OpenRectifications = OpenRectifications.Remove(e.DeliveryId) },
        RatingInvited or RatingCallbackDone => this,
        _ => null,
    };

    private CaseState Rated(Guid deliveryId, Rating rating) => this with { Ratings = Ratings.SetItem(deliveryId, rating) };
}
