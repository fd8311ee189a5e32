using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Lets a fund pay part of what is owed. Whether the fund may is for the checks of funds (INV-17).</summary>
/// <param name="FundId">Stream id of the fund.</param>
public sealed record SubsidiseFee(string FundId, long AmountFen) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? CaseFields.StreamId("fund_id", FundId, "fund-")
        ?? Fen.Moved(AmountFen)
        ?? Fen.Owed(AmountFen, state)
        ?? Decision.Accept(new FeeSubsidised(act.Envelope, FundId, AmountFen));
}
