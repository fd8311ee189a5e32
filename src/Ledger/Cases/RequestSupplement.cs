using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Asks the requester for what is missing; the clock stops until it is given.</summary>
public sealed record RequestSupplement(IReadOnlyList<string> MissingItems) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Received];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? CaseFields.Codes("missing_items", MissingItems, least: 1)
        ?? Decision.Accept(new RequestSupplementRequested(act.Envelope, [.. MissingItems], ClockPaused: true));
}
