using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Checks that commands about ratings share (INV-10). An approval by silence is no rating and passes none of them
/// (INV-11).</summary>
internal static class Ratings
{
    private const int WorstGood = 3;

    public static Decision? ByRequester(Envelope envelope) => Actors.IsRequester(envelope)
        ? null
        : Decision.Refuse(Rules.Rating, "Only the requester rates; the role has to be requester.", "只有申请人可以评价；角色须为 requester。");

    public static Decision? OfCompleted(CaseState state, Guid deliveryId) => state.CompletedDeliveries.Contains(deliveryId)
        ? null
        : Decision.Refuse(Rules.Rating, "No delivery with this id is completed; it has to be before it is rated.", "没有以此标识完成的服务；须先办结才能评价。");

    public static Decision? InRange(int score, RatingDimensions? dims) =>
        IsScore(score) && (dims is null || new[] { dims.Efficiency, dims.Quality, dims.Attitude, dims.Convenience, dims.FeeFairness }.All(IsScore))
            ? null
            : Decision.Refuse(Rules.Rating, "The score has to be from 1 to 5, and so has each of its parts.", "评分及各分项须为 1 至 5。");

    public static Decision? Effective(CaseState state, Guid deliveryId) => state.RatingOf(deliveryId).Score is not null
        ? null
        : Decision.Refuse(Rules.Rating, "This delivery has no rating that counts.", "该次服务没有有效评价。");

    public static Decision? Bad(CaseState state, Guid deliveryId) =>
        state.RatingOf(deliveryId).Score is not < WorstGood
            ? Decision.Refuse(Rules.Rectification, "Only a rating of 1 or 2 that counts is put right.", "仅对有效的 1 分或 2 分评价开展整改。")
        : state.OpenRectifications.Contains(deliveryId)
            ? Decision.Refuse(Rules.Rectification, "This rating is being put right already.", "该评价已在整改中。")
        : null;

    public static Decision? BeingRectified(CaseState state, Guid deliveryId) => state.OpenRectifications.Contains(deliveryId)
        ? null
        : Decision.Refuse(Rules.Rectification, "No rectification of this delivery is open.", "该次服务没有进行中的整改。");

    private static bool IsScore(int score) => score is >= 1 and <= 5;
}
