using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record ProgressDelivery(Guid DeliveryId, string Milestone, Confidential? Note = null) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.InDelivery];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrDelivering(state, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.Code("milestone", Milestone)
        ?? Decision.Accept(new DeliveryProgressed(act.Envelope, DeliveryId, Milestone, act.Seal("note", Standing.Subject(state, act), Note)));
}
