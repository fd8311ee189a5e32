using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record CompleteDelivery(Guid DeliveryId, string OutcomeCode, int ServiceCount, int EnterpriseCount) : CaseCommand
{
    // More than the enterprises of the province that one activity could reach: a larger number is a slip.
    private const int LargestCount = 1_000_000;

    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.OwnerOrDelivering(state, state.DeliveringNode, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.OneOf("outcome_code", OutcomeCode, Outcomes.Stated)
        ?? Fields.Number("service_count", ServiceCount, 0, LargestCount)
        ?? Fields.Number("enterprise_count", EnterpriseCount, 0, LargestCount)
        ?? Decision.Accept(new DeliveryCompleted(
            act.Envelope, DeliveryId, OutcomeCode, ServiceCount, EnterpriseCount));
}
