using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Takes silence for agreement; by the system, once the requester had so many days since the completion. It makes no
/// rating, so it never counts as a satisfied one (INV-11).</summary>
public sealed record DeemDeliveryConfirmed(Guid DeliveryId) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Delivered];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.System(state, act)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Standing.Passed((state.CompletedAt ?? act.Envelope.RecordedAt).AddDays(AfterDays), act.Envelope)
        ?? Decision.Accept(new DeliveryDeemedConfirmed(act.Envelope, DeliveryId, AfterDays));

    /// <summary>Days of 24 hours; a default of the product, no law or standard sets it.</summary>
    public const int AfterDays = 15;
}
