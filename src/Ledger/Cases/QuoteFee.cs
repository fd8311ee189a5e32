using System.Collections.Immutable;
using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Cases;

/// <summary>Names the price. An item that the service does not list is refused (INV-06); whether a price is within its band
/// and a reduction was applied is left to the checks (D3).</summary>
public sealed record QuoteFee(Guid QuoteId, IReadOnlyList<FeeLine> Lines, long TotalFen, DateTimeOffset ValidUntil) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => CaseStages.Billable;

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Standing.FreshId("quote_id", QuoteId, state)
        ?? Fields.Future("valid_until", ValidUntil, act.Envelope)
        ?? Fen.Bill(Lines, TotalFen)
        ?? InForce.FeeItems(state, Lines, act)
        ?? Decision.Accept(new FeeQuoted(act.Envelope, QuoteId, [.. Lines], TotalFen, Instants.ToMillisecond(ValidUntil)));
}
