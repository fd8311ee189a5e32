using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Records the first contact with the requester, once; after a reopening once more.</summary>
public sealed record ContactRequester(string Method) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Received, CaseStage.AwaitingInfo, .. CaseStages.UnderWay, CaseStage.Aborted, CaseStage.Reopened];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrDelivering(state, act.Envelope)
        ?? Fields.OneOf("method", Method, ConsentMethods.All)
        ?? First(state)
        ?? Decision.Accept(new RequestContacted(act.Envelope, Method));

    private static Decision? First(CaseState state) => state.IsContacted
        ? Decision.Refuse(Rules.Contacted, "The first contact is recorded already; only the first one stops the clock.", "首次联系已记录；只有首次联系计入时限。")
        : null;
}
