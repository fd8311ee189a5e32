using System.Collections.Immutable;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Cases;

/// <summary>Finds a rating not genuine; by the province, so that nobody strikes out a rating of its own work.</summary>
public sealed record InvalidateRating(Guid DeliveryId, string ReasonCode, string DecidedByUnit) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Authority.Province(act)
        ?? Ratings.Effective(state, DeliveryId)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.Name("decided_by_unit", DecidedByUnit)
        ?? Decision.Accept(new RatingInvalidated(act.Envelope, DeliveryId, state.RatingOf(DeliveryId).Count, ReasonCode, DecidedByUnit));
}
