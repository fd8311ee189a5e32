using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record CloseRectification(Guid DeliveryId, string ActionCode, bool Rechecked, Confidential? Summary = null) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Ratings.BeingRectified(state, DeliveryId)
        ?? Fields.Code("action_code", ActionCode)
        ?? Decision.Accept(new RatingRectificationClosed(
            act.Envelope, DeliveryId, ActionCode, Rechecked, act.Seal("summary", Standing.Subject(state, act), Summary)));
}
