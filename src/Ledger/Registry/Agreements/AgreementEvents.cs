using Ledger.Deciding;

namespace Ledger.Registry.Agreements;

/// <summary>A fact about one joint service agreement (联合服务协议). Stream <c>agreement-ID</c>.</summary>
public abstract record AgreementEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Parties">Codes of the platforms and providers that signed.</param>
/// <param name="CategoryCodes">Categories of service it covers; empty for all.</param>
/// <param name="TextHash">SHA-256 of the text, hex.</param>
[EventType("agreement.signed")]
public sealed record AgreementSigned(
    Envelope Envelope,
    [Public] IReadOnlyList<string> Parties,
    [Public] IReadOnlyList<string> CategoryCodes,
    [Public] DateTimeOffset InForceFrom,
    [Public] DateTimeOffset? InForceTo,
    [Public] string TextHash) : AgreementEvent(Envelope);

[EventType("agreement.amended")]
public sealed record AgreementAmended(
    Envelope Envelope,
    [Public] IReadOnlyList<string> CategoryCodes,
    [Public] DateTimeOffset? InForceTo,
    [Public] string TextHash,
    [Public] string ReasonCode) : AgreementEvent(Envelope);

[EventType("agreement.terminated")]
public sealed record AgreementTerminated(
    Envelope Envelope, [Public] DateTimeOffset EffectiveFrom, [Public] string ReasonCode) : AgreementEvent(Envelope);
