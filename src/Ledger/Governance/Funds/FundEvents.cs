using Ledger.Deciding;

namespace Ledger.Governance.Funds;

/// <summary>A fact about one earmarked fund. Stream <c>fund-KEY</c>. Amounts are whole fen, more than 0.</summary>
public abstract record FundEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>Begins a fund: a budget, not yet money.</summary>
/// <param name="Source">Who gives: a body of government, never a person.</param>
/// <param name="PurposeCodes">What money of the fund may be spent on.</param>
/// <param name="Year">Budget year.</param>
[EventType("fund.appropriated")]
public sealed record FundAppropriated(
    Envelope Envelope,
    [Public] string Source,
    [Public] long AmountFen,
    [Public] IReadOnlyList<string> PurposeCodes,
    [Public] int Year) : FundEvent(Envelope);

[EventType("fund.committed")]
public sealed record FundCommitted(Envelope Envelope, [Public] string Source, [Public] long AmountFen) : FundEvent(Envelope);

/// <param name="ReceivedOn">Day in Asia/Shanghai.</param>
[EventType("fund.received")]
public sealed record FundReceived(
    Envelope Envelope, [Public] string Source, [Public] long AmountFen, [Public] DateOnly ReceivedOn) : FundEvent(Envelope);

/// <param name="ToNode">The platform that may spend the amount.</param>
[EventType("fund.allocated")]
public sealed record FundAllocated(
    Envelope Envelope, [Public] string ToNode, [Public] string PurposeCode, [Public] long AmountFen) : FundEvent(Envelope);

/// <param name="SpendingNode">The platform that spent.</param>
/// <param name="ProjectCode">The project it was spent on.</param>
/// <param name="VoucherHash">SHA-256 of the voucher, 64 hexadecimal digits.</param>
[EventType("fund.spent")]
public sealed record FundSpent(
    Envelope Envelope,
    [Public] string SpendingNode,
    [Public] string PurposeCode,
    [Public] string ProjectCode,
    [Public] long AmountFen,
    [Alliance] string VoucherHash) : FundEvent(Envelope);

/// <summary>Money goes back to where it came from.</summary>
/// <param name="FromNode">The platform out of whose allocation it goes; none when it was not allocated.</param>
[EventType("fund.returned")]
public sealed record FundReturned(
    Envelope Envelope, [Public] string? FromNode, [Public] string Source, [Public] long AmountFen, [Public] string ReasonCode)
    : FundEvent(Envelope);

/// <param name="ConsequenceId">Key of the revocation or sanction that it follows from.</param>
[EventType("fund.recovery_ordered")]
public sealed record FundRecoveryOrdered(
    Envelope Envelope, [Public] string FromNode, [Public] long AmountFen, [Public] string ReasonCode, [Public] string? ConsequenceId)
    : FundEvent(Envelope);

/// <param name="RecoveredOn">Day in Asia/Shanghai.</param>
[EventType("fund.recovered")]
public sealed record FundRecovered(
    Envelope Envelope, [Public] string FromNode, [Public] long AmountFen, [Public] DateOnly RecoveredOn) : FundEvent(Envelope);
