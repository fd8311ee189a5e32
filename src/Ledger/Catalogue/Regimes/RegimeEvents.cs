using Ledger.Deciding;

namespace Ledger.Catalogue.Regimes;

/// <summary>A fact about one regime: the rule set that disclosures and unifications are checked by. Stream
/// <c>regime-ID</c>.</summary>
public abstract record RegimeEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>A regime, or a new version of it, was adopted. The whole text is in the entry: whoever replays has the rules.</summary>
/// <param name="Document">The regime in canonical JSON (RFC 8785), whole numbers only.</param>
/// <param name="DocumentHash">SHA-256 of the text's UTF-8 bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="ResolutionId">Stream id of the conference and number of the resolution that adopted it, where there is one.</param>
[EventType("regime.adopted")]
public sealed record RegimeAdopted(
    Envelope Envelope,
    [Public] int Version,
    [Public] string NameZh,
    [Public] string NameEn,
    [Public] string Document,
    [Public] string DocumentHash,
    [Public] DateTimeOffset EffectiveFrom,
    [Public] string LegalBasis,
    [Public] string? ResolutionId) : RegimeEvent(Envelope);
