using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Cases;

public sealed record QuoteFee(Guid QuoteId, IReadOnlyList<FeeLine> Lines, long TotalFen, DateTimeOffset ValidUntil) : CaseCommand
{
    public static Decision Decide(CaseState state, QuoteFee command, Envelope envelope) =>
        CaseDecider.Admit(state, command, envelope)
        ?? Actors.Owner(state, envelope)
        ?? Fields.FreshId("quote_id", command.QuoteId, state)
        ?? Fields.Future("valid_until", command.ValidUntil, envelope)
        ?? Fen.Bill(command.Lines, command.TotalFen)
        ?? Decision.Accept(new FeeQuoted(
            envelope, command.QuoteId, [.. command.Lines], command.TotalFen, Instants.ToMillisecond(command.ValidUntil)));
}
