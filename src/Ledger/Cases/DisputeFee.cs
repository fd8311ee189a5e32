using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Says that a charge is not right.</summary>
public sealed record DisputeFee(string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Disputable(state)
        ?? Decision.Accept(new FeeDisputed(act.Envelope, ReasonCode));

    private static Decision? Disputable(CaseState state) =>
        state.ChargedQuotes.IsEmpty ? Decision.Refuse(Rules.FeeDispute, "Nothing is charged that could be disputed.", "尚无收费，无可争议。")
        : state.IsFeeDisputed ? Decision.Refuse(Rules.FeeDispute, "A dispute about the fee is open already; it has to be resolved first.", "已有未解决的收费争议，须先解决。")
        : null;
}
