using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record PayFee(long AmountFen, string Method) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fen.Moved(AmountFen)
        ?? Fields.OneOf("method", Method, PaymentMethods.All)
        ?? Fen.Owed(AmountFen, state)
        ?? Decision.Accept(new FeePaid(act.Envelope, AmountFen, Method));
}
