using Ledger.Deciding;

namespace Ledger.Governance.Consequences;

/// <summary>Sanctions a platform or provider for an assessment or inspection.</summary>
public sealed record ImposeSanction(
    string Subject, string BasisKind, string BasisKey, string MeasureCode, long? AmountFen, string ReasonCode) : Command<ConsequenceState>
{
    protected override Decision Decide(ConsequenceState state, Act act) =>
        ConsequenceChecks.Of(state, act, Subject, BasisKind, BasisKey)
        ?? Fields.Code("measure_code", MeasureCode)
        ?? ConsequenceChecks.OptionalFen(AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new SanctionImposed(act.Envelope, Subject, BasisKind, BasisKey, MeasureCode, AmountFen, ReasonCode));
}
