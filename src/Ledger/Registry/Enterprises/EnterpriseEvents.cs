using Ledger.Deciding;

namespace Ledger.Registry.Enterprises;

/// <summary>A fact about one served enterprise, under a random id that nothing public links to its cases. Stream
/// <c>enterprise-UUID</c>.</summary>
public abstract record EnterpriseEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>The platform that records it owns the record from then on (domain.md C6).</summary>
/// <param name="RegionCode">City, GB/T 2260.</param>
/// <param name="IsSoleTrader">Treated as a person: neither size nor industry is kept.</param>
/// <param name="SizeClass">micro, small, medium or large; null for a sole trader.</param>
/// <param name="IndustryCode">Two digits of GB/T 4754; null for a sole trader.</param>
/// <param name="UsccOverrideReason">Why a credit code that fails its check digit is taken all the same (domain.md 5.3).</param>
/// <param name="UsccOverrideEvidenceHash">SHA-256 of the evidence for it, hex.</param>
[EventType("enterprise.registered")]
public sealed record EnterpriseRegistered(
    Envelope Envelope,
    [Public] string RegionCode,
    [Public] bool IsSoleTrader,
    [Public] string? SizeClass,
    [Public] string? IndustryCode,
    [Alliance] string? UsccOverrideReason,
    [Alliance] string? UsccOverrideEvidenceHash,
    Sealed Uscc,
    Sealed Name,
    Sealed CountyCode) : EnterpriseEvent(Envelope);

/// <param name="SizeClass">micro, small, medium or large.</param>
/// <param name="MethodVersion">The rule it follows, such as <see cref="SizeClass.Method"/>.</param>
/// <param name="Inputs">What it was computed from, as <see cref="SizeInputs.Text"/> writes it.</param>
[EventType("enterprise.size_classified")]
public sealed record EnterpriseSizeClassified(
    Envelope Envelope, [Public] string SizeClass, [Public] string MethodVersion, Sealed Inputs) : EnterpriseEvent(Envelope);
