using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>The requester rates a completed delivery: once, and again only after that rating was invalidated.</summary>
public sealed record SubmitRating(
    Guid DeliveryId, int Score, bool Contacted, bool Resolved, RatingDimensions? Dims = null, Confidential? Comment = null) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Ratings.ByRequester(act.Envelope)
        ?? Ratings.OfCompleted(state, DeliveryId)
        ?? Ratings.InRange(Score, Dims)
        ?? Unrated(state)
        ?? Decision.Accept(new RatingSubmitted(
            act.Envelope, DeliveryId, state.RatingOf(DeliveryId).Next, Score, Contacted, Resolved, Dims,
            act.Seal("comment", Standing.Subject(state, act), Comment)));

    private Decision? Unrated(CaseState state) => state.RatingOf(DeliveryId).Score is null
        ? null
        : Decision.Refuse(Rules.Rating, "This delivery is rated already; a delivery is rated once.", "该次服务已评价；每次服务只评价一次。");
}
