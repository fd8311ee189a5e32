using System.Collections.Immutable;
using Ledger.Catalogue.Calendars;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Begins to put right what a bad rating (1 or 2) complains of.</summary>
public sealed record OpenRectification(Guid DeliveryId) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Begun;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Ratings.Bad(state, DeliveryId)
        ?? Decision.Accept(new RatingRectificationOpened(
            act.Envelope, DeliveryId, state.RatingOf(DeliveryId).Count, WorkingDays.Due(act.Network, act.Envelope.OccurredAt, LimitWorkingDays)));

    /// <summary>Working days until it has to be closed (domain.md D5, after a rule of a Sichuan city of 2020).</summary>
    public const int LimitWorkingDays = 15;
}
