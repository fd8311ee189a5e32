using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record DeclineRequest(string ReasonCode, string? ReasonText, string DecidedByUnit, string? Alternative) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Received];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? CaseFields.OptionalName("reason_text", ReasonText)
        ?? Fields.Name("decided_by_unit", DecidedByUnit)
        ?? Fields.OptionalCode("alternative", Alternative)
        ?? Decision.Accept(new RequestDeclined(act.Envelope, ReasonCode, ReasonText, DecidedByUnit, Alternative));
}
