using Ledger.Journal;

namespace Ledger.Cases;

public sealed record AgreeFee(Guid QuoteId, string Method) : CaseCommand
{
    public static Decision Decide(CaseState state, AgreeFee command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.OwnerOrRequester(state, envelope)
        ?? Fields.OneOf("method", command.Method, ConsentMethods.All)
        ?? Standing.ValidQuote(state, command.QuoteId, envelope)
        ?? NotYetAgreed(state)
        ?? Decision.Accept(new FeeAgreed(envelope, command.QuoteId, command.Method));

    private static Decision? NotYetAgreed(CaseState state) => state.LatestQuote!.Agreed
        ? Decision.Refuse(Rules.AgreedQuote, "This quote is agreed already; only a new quote needs a new agreement.")
        : null;
}
