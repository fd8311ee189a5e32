using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Cases;

public sealed record QuoteFee(Guid QuoteId, IReadOnlyList<FeeLine> Lines, long TotalFen, DateTimeOffset ValidUntil) : CaseCommand
{
    protected override Decision Decide(CaseState state, Act act) =>
        Admit(state)
        ?? Actors.Owner(state, act.Envelope)
        ?? Standing.FreshId("quote_id", QuoteId, state)
        ?? Fields.Future("valid_until", ValidUntil, act.Envelope)
        ?? Fen.Bill(Lines, TotalFen)
        ?? Decision.Accept(new FeeQuoted(
            act.Envelope, QuoteId, [.. Lines], TotalFen, Instants.ToMillisecond(ValidUntil)));
}
