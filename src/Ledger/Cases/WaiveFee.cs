using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record WaiveFee(long AmountFen, string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fen.Moved(AmountFen)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fen.Owed(AmountFen, state)
        ?? Decision.Accept(new FeeWaived(act.Envelope, AmountFen, ReasonCode));
}
