using Ledger.Journal;

namespace Ledger.Cases;

public sealed record DeclineRequest(string ReasonCode, string DecidedByUnit, string? Alternative) : CaseCommand
{
    public static Decision Decide(CaseState state, DeclineRequest command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.Owner(state, envelope)
        ?? Fields.Code("reason_code", command.ReasonCode)
        ?? Fields.Name("decided_by_unit", command.DecidedByUnit)
        ?? Fields.OptionalCode("alternative", command.Alternative)
        ?? Decision.Accept(new RequestDeclined(envelope, command.ReasonCode, command.DecidedByUnit, command.Alternative));
}
