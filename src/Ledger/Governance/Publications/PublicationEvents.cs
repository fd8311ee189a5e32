using Ledger.Deciding;
using Ledger.Governance.StateDigests;

namespace Ledger.Governance.Publications;

/// <summary>A fact about the publication of one month's results. Stream <c>publication-yyyy-MM</c>.</summary>
public abstract record PublicationEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Code">What is counted, such as <c>received</c> or <c>charged_fen</c>.</param>
/// <param name="Value">A count, fen, or milliseconds, as the code says; what is 0 is left out.</param>
public sealed record StatedFigure(string Code, long Value);

/// <param name="Node">Code of the platform; left out for the network as a whole.</param>
public sealed record NodeFigures(string? Node, IReadOnlyList<StatedFigure> Figures);

/// <summary>
/// A month's results were published and are frozen with this: what later entries change appears beside it, never in its place.
/// The month is judged here as well.
/// </summary>
/// <param name="Month">yyyy-MM, Asia/Shanghai.</param>
/// <param name="Size">The figures and digests are those of the first so many entries.</param>
/// <param name="RegimeId">The regime in force in the month; left out where none was.</param>
/// <param name="ViewVersion">Version of the folds and of the form of rows that gave the digests.</param>
/// <param name="Views">The digest of every view.</param>
[EventType("disclosure.published")]
public sealed record DisclosurePublished(
    Envelope Envelope,
    [Public] string Month,
    [Public] long Size,
    [Public] string? RegimeId,
    [Public] int? RegimeVersion,
    [Public] IReadOnlyList<NodeFigures> Figures,
    [Public] int ViewVersion,
    [Public] IReadOnlyList<DigestedView> Views) : PublicationEvent(Envelope);
