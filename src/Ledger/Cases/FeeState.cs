using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>A quote and whether the requester agreed to it.</summary>
/// <param name="Items">Codes and versions of the fee items it names; a charge names no others.</param>
public sealed record Quote(
    Guid QuoteId, long TotalFen, DateTimeOffset ValidUntil, ImmutableHashSet<(string Code, int Version)> Items, bool Agreed);

public sealed partial record CaseState
{
    private CaseState? Fee(LedgerEvent fact) => fact switch
    {
        FeeQuoted e => this with
        {
            LatestQuote = new Quote(
                e.QuoteId, e.TotalFen, e.ValidUntil, [.. e.Lines.Select(line => (line.FeeItemCode, line.FeeItemVersion))], Agreed: false),
            UsedIds = UsedIds.Add(e.QuoteId),
        },
        FeeAgreed => this with { LatestQuote = LatestQuote is { } quote ? quote with { Agreed = true } : null },
        FeeCharged e => this with
        {
            ChargedFen = ChargedFen + e.TotalFen,
            ChargedQuotes = ChargedQuotes.Add(e.QuoteId),
        },
        FeePaid e => this with { PaidFen = PaidFen + e.AmountFen },
        FeeRefunded e => this with { RefundedFen = RefundedFen + e.AmountFen },
        FeeWaived e => this with { WaivedFen = WaivedFen + e.AmountFen },
        FeeSubsidised e => this with { SubsidisedFen = SubsidisedFen + e.AmountFen },
        FeeDisputed => this with { IsFeeDisputed = true },
        FeeResolved => this with { IsFeeDisputed = false },
        _ => null,
    };
}
