using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>The requester replaces the rating that counts.</summary>
public sealed record ReviseRating(
    Guid DeliveryId, int Score, bool Contacted, bool Resolved, string ReasonCode, RatingDimensions? Dims = null, Confidential? Comment = null) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Ratings.ByRequester(act.Envelope)
        ?? Ratings.Effective(state, DeliveryId)
        ?? Ratings.InRange(Score, Dims)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new RatingRevised(
            act.Envelope, DeliveryId, state.RatingOf(DeliveryId).Next, state.RatingOf(DeliveryId).Count, Score, Contacted, Resolved, Dims,
            ReasonCode, act.Seal("comment", Standing.Subject(state, act), Comment)));
}
