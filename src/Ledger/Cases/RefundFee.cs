using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record RefundFee(long AmountFen, string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fen.Moved(AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fen.Within(AmountFen, state.PaidFen - state.RefundedFen, "paid and not refunded")
        ?? Decision.Accept(new FeeRefunded(act.Envelope, AmountFen, ReasonCode));
}
