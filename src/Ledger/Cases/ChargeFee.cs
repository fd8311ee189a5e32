using Ledger.Journal;

namespace Ledger.Cases;

public sealed record ChargeFee(Guid QuoteId, IReadOnlyList<FeeLine> Lines, long TotalFen) : CaseCommand
{
    public static Decision Decide(CaseState state, ChargeFee command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.Owner(state, envelope)
        ?? Fen.Bill(command.Lines, command.TotalFen)
        ?? NotPublicGood(state, command)
        ?? Standing.ValidQuote(state, command.QuoteId, envelope)
        ?? WithinQuote(state, command)
        ?? Countable(state, command)
        ?? Decision.Accept(new FeeCharged(envelope, command.QuoteId, [.. command.Lines], command.TotalFen));

    private static Decision? NotPublicGood(CaseState state, ChargeFee command) =>
        state.Nature == Natures.PublicGood && command.TotalFen > 0
            ? Decision.Refuse(Rules.PublicGood, "The service is a public good; its charge has to be 0 fen.")
            : null;

    private static Decision? WithinQuote(CaseState state, ChargeFee command)
    {
        var quote = state.LatestQuote!;
        return !quote.Agreed ? Decision.Refuse(Rules.AgreedQuote, "The quote has to be agreed before it is charged.")
            : state.ChargedQuotes.Contains(quote.QuoteId)
                ? Decision.Refuse(Rules.AgreedQuote, "This quote is charged already; a further charge needs a new agreed quote.")
            : command.TotalFen > quote.TotalFen
                ? Decision.Refuse(Rules.AgreedQuote, $"The charge has to stay within the {quote.TotalFen} fen of the agreed quote.")
            : null;
    }

    private static Decision? Countable(CaseState state, ChargeFee command) =>
        command.TotalFen > Fen.Largest - state.ChargedFen
            ? Decision.Refuse(Rules.Money, $"All charges of a case together have to stay within {Fen.Largest} fen.")
            : null;
}
