using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record WithdrawRequest(string ReasonCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Received];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new RequestWithdrawn(act.Envelope, ReasonCode));
}
