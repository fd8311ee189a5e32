using Ledger.Deciding;

namespace Ledger.Catalogue.Brands;

/// <summary>A fact about the network's brand. Stream <c>brand-ID</c>.</summary>
public abstract record BrandEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>A version of the brand was adopted (U1): what every platform has to show.</summary>
/// <param name="NamePattern">Regular expression that the name of every window has to match as a whole; empty while names
/// are free. Without back-references and look-around, so that every reader decides alike and in linear time.</param>
/// <param name="Hotline">The telephone number that every platform publishes.</param>
/// <param name="ManualHash">SHA-256 of the brand manual, 64 lower-case hexadecimal digits.</param>
[EventType("brand.version_adopted")]
public sealed record BrandVersionAdopted(
    Envelope Envelope,
    [Public] int Version,
    [Public] string NameZh,
    [Public] string NameEn,
    [Public] string NamePattern,
    [Public] string Hotline,
    [Public] string ManualHash,
    [Public] DateTimeOffset EffectiveFrom) : BrandEvent(Envelope);
