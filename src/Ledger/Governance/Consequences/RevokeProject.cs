using Ledger.Deciding;

namespace Ledger.Governance.Consequences;

/// <summary>Revokes a project for an assessment or inspection; what was given is to be paid back.</summary>
public sealed record RevokeProject(
    string Subject, string ProjectCode, string BasisKind, string BasisKey, long? AmountFen, string ReasonCode, string? FundId)
    : Command<ConsequenceState>
{
    protected override Decision Decide(ConsequenceState state, Act act) =>
        ConsequenceChecks.Of(state, act, Subject, BasisKind, BasisKey)
        ?? Fields.Code("project_code", ProjectCode)
        ?? ConsequenceChecks.OptionalFen(AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? ConsequenceChecks.FundOfMoney(AmountFen, FundId)
        ?? Decision.Accept(new ProjectRevoked(act.Envelope, Subject, ProjectCode, BasisKind, BasisKey, AmountFen, ReasonCode, FundId));
}
