using Ledger.Journal;

namespace Ledger.Cases;

public sealed record CompleteDelivery(Guid DeliveryId, string OutcomeCode, int ServiceCount, int EnterpriseCount) : CaseCommand
{
    // More than the enterprises of the province that one activity could reach: a larger number is a slip.
    private const int LargestCount = 1_000_000;

    public static Decision Decide(CaseState state, CompleteDelivery command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.OwnerOrDelivering(state, state.DeliveringNode, envelope)
        ?? Standing.CurrentDelivery(state, command.DeliveryId)
        ?? Fields.OneOf("outcome_code", command.OutcomeCode, Outcomes.Stated)
        ?? Fields.Number("service_count", command.ServiceCount, 0, LargestCount)
        ?? Fields.Number("enterprise_count", command.EnterpriseCount, 0, LargestCount)
        ?? Decision.Accept(new DeliveryCompleted(
            envelope, command.DeliveryId, command.OutcomeCode, command.ServiceCount, command.EnterpriseCount));
}
