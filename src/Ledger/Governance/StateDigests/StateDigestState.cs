using Ledger.Deciding;

namespace Ledger.Governance.StateDigests;

/// <summary>What decisions need to know about the digests so far.</summary>
public sealed record StateDigestState : StreamState<StateDigestState>
{
    public const string Prefix = "statedigest-";

    /// <summary>The one stream of the area.</summary>
    public const string Stream = Prefix + "views";

    /// <summary>Size of the log at the latest digest.</summary>
    public long Size { get; init; }

    /// <summary>Month of the latest digest, in Asia/Shanghai, as its first day; null before the first.</summary>
    public DateOnly? Month { get; init; }

    protected override StateDigestState Apply(LedgerEvent fact) => fact is StateDigestRecorded e
        ? this with { Size = e.Size, Month = Days.MonthOf(e.Envelope.RecordedAt) }
        : throw NotEvolved(fact);
}
