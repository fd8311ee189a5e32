using Ledger.Deciding;

namespace Ledger.Governance.StateDigests;

/// <summary>A fact about the public views as a whole. Stream <c>statedigest-views</c>.</summary>
public abstract record StateDigestEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>The digest of one view.</summary>
/// <param name="Sha256">Lower-case hexadecimal digits.</param>
public sealed record DigestedView(string Name, string Sha256);

/// <summary>What the views were, as they follow from the first <paramref name="Size"/> entries: whoever folds those must get the
/// same. It cannot be taken back, so a figure that was published stays the figure that was published.</summary>
/// <param name="Version">Version of the folds and of the form of their rows; another version gives other digests.</param>
[EventType("state_digest.recorded")]
public sealed record StateDigestRecorded(
    Envelope Envelope, [Public] long Size, [Public] int Version, [Public] IReadOnlyList<DigestedView> Views) : StateDigestEvent(Envelope);
