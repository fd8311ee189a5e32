using Ledger.Journal;

namespace Ledger.Cases;

public sealed record SubmitRating(Guid DeliveryId, int Score, bool Contacted, bool Resolved) : CaseCommand
{
    public static Decision Decide(CaseState state, SubmitRating command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? ByRequester(envelope)
        ?? OfCompletedDelivery(state, command)
        ?? InRange(command)
        ?? Decision.Accept(new RatingSubmitted(envelope, command.DeliveryId, command.Score, command.Contacted, command.Resolved));

    private static Decision? ByRequester(Envelope envelope) => Actors.IsRequester(envelope)
        ? null
        : Decision.Refuse(Rules.Rating, "Only the requester rates; the role has to be requester.");

    private static Decision? OfCompletedDelivery(CaseState state, SubmitRating command) =>
        !state.CompletedDeliveries.Contains(command.DeliveryId)
            ? Decision.Refuse(Rules.Rating, "No delivery with this id is completed; it has to be before it is rated.")
        : state.RatedDeliveries.Contains(command.DeliveryId)
            ? Decision.Refuse(Rules.Rating, "This delivery is rated already; a delivery is rated once.")
        : null;

    private static Decision? InRange(SubmitRating command) =>
        command.Score is >= 1 and <= 5 ? null : Decision.Refuse(Rules.Rating, "The score has to be from 1 to 5.");
}
