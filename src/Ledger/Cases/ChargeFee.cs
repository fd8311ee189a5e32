using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

public sealed record ChargeFee(Guid QuoteId, IReadOnlyList<FeeLine> Lines, long TotalFen) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Billable;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fen.Bill(Lines, TotalFen)
        ?? NotPublicGood(state, this)
        ?? Standing.ValidQuote(state, QuoteId, act.Envelope)
        ?? WithinQuote(state, this)
        ?? Countable(state, this)
        ?? Decision.Accept(new FeeCharged(act.Envelope, QuoteId, [.. Lines], TotalFen));

    private static Decision? NotPublicGood(CaseState state, ChargeFee command) =>
        state.Nature == Natures.PublicGood && command.TotalFen > 0
            ? Decision.Refuse(Rules.PublicGood, "The service is a public good; its charge has to be 0 fen.", "该服务为公益性服务，收费须为 0 分。")
            : null;

    private static Decision? WithinQuote(CaseState state, ChargeFee command)
    {
        var quote = state.LatestQuote!;
        return !quote.Agreed ? Decision.Refuse(Rules.AgreedQuote, "The quote has to be agreed before it is charged.", "报价须先经同意才能收费。")
            : state.ChargedQuotes.Contains(quote.QuoteId)
                ? Decision.Refuse(Rules.AgreedQuote, "This quote is charged already; a further charge needs a new agreed quote.", "该报价已收费；再次收费须有新的已同意报价。")
            : command.Lines.Any(line => !quote.Items.Contains((line.FeeItemCode, line.FeeItemVersion)))
                ? Decision.Refuse(Rules.AgreedQuote, "A charge names only items and versions of the agreed quote.", "收费项目及版本须在已同意的报价之内。")
            : command.TotalFen > quote.TotalFen
                ? Decision.Refuse(Rules.AgreedQuote, $"The charge has to stay within the {quote.TotalFen} fen of the agreed quote.", $"收费不得超过已同意报价的 {quote.TotalFen} 分。")
            : null;
    }

    private static Decision? Countable(CaseState state, ChargeFee command) =>
        command.TotalFen > Fen.Largest - state.ChargedFen
            ? Decision.Refuse(Rules.Money, $"All charges of a case together have to stay within {Fen.Largest} fen.", $"一案的全部收费合计不得超过 {Fen.Largest} 分。")
            : null;
}
