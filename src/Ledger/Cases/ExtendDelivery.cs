using System.Collections.Immutable;
using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Cases;

/// <summary>Grants more time to complete. The frozen clock is not rewritten: the new one stands beside it (INV-20).</summary>
public sealed record ExtendDelivery(DateTimeOffset NewDue, string ReasonCode, string ApprovedByRole) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.UnderWay;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Fields.Code("approved_by_role", ApprovedByRole)
        ?? Extend(state, act);

    private Decision Extend(CaseState state, Act act) =>
        (state.ExtendedDue ?? state.Acceptance?.DueCompleteAt) is not { } previous
            ? Decision.Refuse(Rules.FrozenClock, "No time of completion was promised, so there is none to extend.", "未承诺办结时限，无可延长。")
        : Instants.ToMillisecond(NewDue) <= previous
            ? Decision.Refuse(Rules.FrozenClock, $"An extension has to end after {Instants.Write(previous)}; a clock is never shortened or rewritten.", $"延期须晚于 {Instants.Write(previous)}；时限不得缩短或改写。")
        : Decision.Accept(new DeliveryExtended(act.Envelope, previous, Instants.ToMillisecond(NewDue), ReasonCode, ApprovedByRole));
}
