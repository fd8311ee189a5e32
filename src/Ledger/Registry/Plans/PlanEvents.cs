using Ledger.Deciding;

namespace Ledger.Registry.Plans;

/// <summary>A fact about the roll-out that a network plans. Stream <c>plan-CODE</c>, the code of its provincial platform.</summary>
public abstract record PlanEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>What one phase of the roll-out is to bring.</summary>
/// <param name="Phase">From 1, without a gap.</param>
/// <param name="Year">In which the phase's platforms are to be begun.</param>
/// <param name="ProvincialPlatforms">1 in one phase, 0 in the others.</param>
/// <param name="WindowPlatforms">New windows of both kinds.</param>
public sealed record PlannedPhase(int Phase, int Year, int ProvincialPlatforms, int WindowPlatforms);

/// <summary>The "1 + N" of a network: N is the sum of the windows of all phases.</summary>
/// <param name="Version">From 1; a later version replaces the ones before.</param>
/// <param name="Basis">The document that the plan rests on.</param>
[EventType("network.plan_adopted")]
public sealed record NetworkPlanAdopted(
    Envelope Envelope, [Public] int Version, [Public] IReadOnlyList<PlannedPhase> Phases, [Public] string Basis) : PlanEvent(Envelope);
