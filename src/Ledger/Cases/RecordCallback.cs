using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Records what the requester said when called back.</summary>
public sealed record RecordCallback(Guid DeliveryId, string Result) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Ratings.OfCompleted(state, DeliveryId)
        ?? Fields.OneOf("result", Result, CallbackResults.All)
        ?? Decision.Accept(new RatingCallbackDone(act.Envelope, DeliveryId, Result));
}
