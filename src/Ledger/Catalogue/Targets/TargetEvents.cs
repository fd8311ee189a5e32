using Ledger.Deciding;

namespace Ledger.Catalogue.Targets;

/// <summary>A fact about the targets of one year. Stream <c>target-YYYY</c>.</summary>
public abstract record TargetEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>A target was set, or set anew (domain.md 5.7).</summary>
/// <param name="Kpi">One of <see cref="Kpis"/>.</param>
/// <param name="Version">From 1 for each indicator of the year.</param>
/// <param name="TargetValue">In <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of the indicator.</param>
/// <param name="Basis">The document that sets it.</param>
[EventType("kpi_target.set")]
public sealed record KpiTargetSet(
    Envelope Envelope, [Public] string Kpi, [Public] int Version, [Public] long TargetValue, [Public] string Unit, [Public] string Basis)
    : TargetEvent(Envelope);
