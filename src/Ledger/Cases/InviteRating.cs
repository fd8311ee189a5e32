using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Asks the requester to rate; may be repeated.</summary>
public sealed record InviteRating(Guid DeliveryId, string Channel) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrDelivering(state, act.Envelope)
        ?? Ratings.OfCompleted(state, DeliveryId)
        ?? Fields.OneOf("channel", Channel, Channels.All)
        ?? Decision.Accept(new RatingInvited(act.Envelope, DeliveryId, Channel));
}
