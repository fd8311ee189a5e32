using Ledger.Deciding;

namespace Ledger.Governance.Policies;

/// <summary>A fact about the rules one platform gave itself. Stream <c>policy-NODE</c>.</summary>
public abstract record PolicyEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="OfNode">The platform.</param>
/// <param name="DocumentType">One of <see cref="PolicyDocumentTypes"/>.</param>
/// <param name="Version">From 1 within the type.</param>
/// <param name="TextHash">SHA-256 of the document, 64 hexadecimal digits.</param>
/// <param name="EffectiveFrom">Day in Asia/Shanghai.</param>
[EventType("policy_document.filed")]
public sealed record PolicyDocumentFiled(
    Envelope Envelope,
    [Public] string OfNode,
    [Public] string DocumentType,
    [Public] int Version,
    [Public] string Title,
    [Public] string TextHash,
    [Public] DateOnly EffectiveFrom) : PolicyEvent(Envelope);
