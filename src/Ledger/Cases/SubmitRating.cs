using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record SubmitRating(Guid DeliveryId, int Score, bool Contacted, bool Resolved) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? ByRequester(act.Envelope)
        ?? OfCompletedDelivery(state, this)
        ?? InRange(this)
        ?? Decision.Accept(new RatingSubmitted(act.Envelope, DeliveryId, Score, Contacted, Resolved));

    private static Decision? ByRequester(Envelope envelope) => Actors.IsRequester(envelope)
        ? null
        : Decision.Refuse(Rules.Rating, "Only the requester rates; the role has to be requester.", "只有申请人可以评价；角色须为 requester。");

    private static Decision? OfCompletedDelivery(CaseState state, SubmitRating command) =>
        !state.CompletedDeliveries.Contains(command.DeliveryId)
            ? Decision.Refuse(Rules.Rating, "No delivery with this id is completed; it has to be before it is rated.", "没有以此标识完成的服务；须先办结才能评价。")
        : state.RatedDeliveries.Contains(command.DeliveryId)
            ? Decision.Refuse(Rules.Rating, "This delivery is rated already; a delivery is rated once.", "该次服务已评价；每次服务只评价一次。")
        : null;

    private static Decision? InRange(SubmitRating command) =>
        command.Score is >= 1 and <= 5 ? null : Decision.Refuse(Rules.Rating, "The score has to be from 1 to 5.", "评分须为 1 至 5。");
}
