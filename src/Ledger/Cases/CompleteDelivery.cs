using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record CompleteDelivery(
    Guid DeliveryId,
    string OutcomeCode,
    int ServiceCount,
    int EnterpriseCount,
    int? PersonCount = null,
    IReadOnlyList<string>? EvidenceHashes = null) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.InDelivery];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrDelivering(state, act.Envelope)
        ?? Standing.CurrentDelivery(state, DeliveryId)
        ?? Fields.OneOf("outcome_code", OutcomeCode, Outcomes.Stated)
        ?? Fields.Number("service_count", ServiceCount, 0, LargestCount)
        ?? Fields.Number("enterprise_count", EnterpriseCount, 0, LargestCount)
        ?? Fields.Number("person_count", PersonCount ?? 0, 0, LargestCount)
        ?? CaseFields.Hashes("evidence_hashes", EvidenceHashes ?? [])
        ?? Decision.Accept(new DeliveryCompleted(
            act.Envelope, DeliveryId, OutcomeCode, ServiceCount, EnterpriseCount, PersonCount, [.. EvidenceHashes ?? []]));

    // More than the enterprises of the province that one activity could reach: a larger number is a slip.
    private const int LargestCount = 1_000_000;
}
