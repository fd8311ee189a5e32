using Ledger.Deciding;

namespace Ledger.Governance.Consequences;

/// <summary>Rewards a platform or provider for an assessment or inspection.</summary>
public sealed record GrantIncentive(
    string Subject, string BasisKind, string BasisKey, long? AmountFen, string ReasonCode, string? FundId) : Command<ConsequenceState>
{
    protected override Decision Decide(ConsequenceState state, Act act) =>
        ConsequenceChecks.Of(state, act, Subject, BasisKind, BasisKey)
        ?? ConsequenceChecks.OptionalFen(AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? ConsequenceChecks.FundOfMoney(AmountFen, FundId)
        ?? Decision.Accept(new IncentiveGranted(act.Envelope, Subject, BasisKind, BasisKey, AmountFen, ReasonCode, FundId));
}
