using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Settles a dispute about the fee.</summary>
public sealed record ResolveFee(string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? (state.IsFeeDisputed ? null : Decision.Refuse(Rules.FeeDispute, "No dispute about the fee is open.", "没有未解决的收费争议。"))
        ?? Decision.Accept(new FeeResolved(act.Envelope, ReasonCode));
}
