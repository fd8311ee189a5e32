using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record AgreeFee(Guid QuoteId, string Method) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Billable;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.OwnerOrRequester(state, act.Envelope)
        ?? Fields.OneOf("method", Method, ConsentMethods.All)
        ?? Standing.ValidQuote(state, QuoteId, act.Envelope)
        ?? NotYetAgreed(state)
        ?? Decision.Accept(new FeeAgreed(act.Envelope, QuoteId, Method));

    private static Decision? NotYetAgreed(CaseState state) => state.LatestQuote!.Agreed
        ? Decision.Refuse(Rules.AgreedQuote, "This quote is agreed already; only a new quote needs a new agreement.", "该报价已同意；只有新报价才需再次同意。")
        : null;
}
