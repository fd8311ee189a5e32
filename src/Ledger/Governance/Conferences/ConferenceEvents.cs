using Ledger.Deciding;

namespace Ledger.Governance.Conferences;

/// <summary>A fact about one joint conference of the network and its resolutions. Stream <c>conference-KEY</c>.</summary>
public abstract record ConferenceEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Kind">One of <see cref="ConferenceKinds"/>.</param>
/// <param name="HeldOn">Day in Asia/Shanghai.</param>
[EventType("conference.convened")]
public sealed record ConferenceConvened(
    Envelope Envelope, [Public] string Kind, [Public] IReadOnlyList<string> Agenda, [Public] DateOnly HeldOn) : ConferenceEvent(Envelope);

/// <param name="ResolutionNo">From 1 within the conference.</param>
/// <param name="ResponsibleNode">The platform that carries it out.</param>
/// <param name="DueOn">Last day in Asia/Shanghai.</param>
[EventType("resolution.adopted")]
public sealed record ResolutionAdopted(
    Envelope Envelope, [Public] int ResolutionNo, [Public] string ResponsibleNode, [Public] DateOnly DueOn, [Public] string Text)
    : ConferenceEvent(Envelope);

/// <param name="ImplementedOn">Day in Asia/Shanghai.</param>
[EventType("resolution.implemented")]
public sealed record ResolutionImplemented(Envelope Envelope, [Public] int ResolutionNo, [Public] DateOnly ImplementedOn)
    : ConferenceEvent(Envelope);

/// <param name="DueOn">The last day, in Asia/Shanghai, which is over.</param>
[EventType("resolution.overdue")]
public sealed record ResolutionBecameOverdue(Envelope Envelope, [Public] int ResolutionNo, [Public] DateOnly DueOn) : ConferenceEvent(Envelope);
