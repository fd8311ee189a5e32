using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Gives what was missing; the clock goes on.</summary>
public sealed record SupplementRequest(IReadOnlyList<string> Items) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.AwaitingInfo];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? CaseFields.Codes("items", Items, least: 1)
        ?? Decision.Accept(new RequestSupplemented(act.Envelope, [.. Items]));
}
