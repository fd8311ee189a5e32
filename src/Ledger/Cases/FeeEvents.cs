using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>One line of a quote or bill.</summary>
/// <param name="QtyMilli">Quantity in thousandths of <paramref name="Unit"/>.</param>
public sealed record FeeLine(
    string FeeItemCode,
    int FeeItemVersion,
    long QtyMilli,
    string Unit,
    long UnitPriceFen,
    long DiscountFen,
    string? DiscountReason);

[EventType("fee.quoted")]
public sealed record FeeQuoted(
    Envelope Envelope,
    [Public] Guid QuoteId,
    [Public] IReadOnlyList<FeeLine> Lines,
    [Public] long TotalFen,
    [Public] DateTimeOffset ValidUntil) : CaseEvent(Envelope);

/// <param name="Method">call, sms, online, onsite or signature.</param>
[EventType("fee.agreed")]
public sealed record FeeAgreed(Envelope Envelope, [Public] Guid QuoteId, [Alliance] string Method) : CaseEvent(Envelope);

[EventType("fee.charged")]
public sealed record FeeCharged(Envelope Envelope, [Public] Guid QuoteId, [Public] IReadOnlyList<FeeLine> Lines, [Public] long TotalFen)
    : CaseEvent(Envelope);

/// <param name="Method">transfer, card, cash, voucher or online.</param>
[EventType("fee.paid")]
public sealed record FeePaid(Envelope Envelope, [Public] long AmountFen, [Alliance] string Method) : CaseEvent(Envelope);

[EventType("fee.refunded")]
public sealed record FeeRefunded(Envelope Envelope, [Public] long AmountFen, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <summary>Part or all of what was charged and not yet paid is given up.</summary>
[EventType("fee.waived")]
public sealed record FeeWaived(Envelope Envelope, [Public] long AmountFen, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <summary>A fund pays part of what was charged, in the requester's place.</summary>
/// <param name="FundId">Stream id of the fund.</param>
[EventType("fee.subsidised")]
public sealed record FeeSubsidised(Envelope Envelope, [Public] string FundId, [Public] long AmountFen) : CaseEvent(Envelope);

[EventType("fee.disputed")]
public sealed record FeeDisputed(Envelope Envelope, [Public] string ReasonCode) : CaseEvent(Envelope);

/// <param name="ReasonCode">How the dispute was settled.</param>
[EventType("fee.resolved")]
public sealed record FeeResolved(Envelope Envelope, [Public] string ReasonCode) : CaseEvent(Envelope);
