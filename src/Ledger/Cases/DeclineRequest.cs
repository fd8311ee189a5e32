using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record DeclineRequest(string ReasonCode, string DecidedByUnit, string? Alternative) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.Owner(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.Name("decided_by_unit", DecidedByUnit)
        ?? Fields.OptionalCode("alternative", Alternative)
        ?? Decision.Accept(new RequestDeclined(act.Envelope, ReasonCode, DecidedByUnit, Alternative));
}
