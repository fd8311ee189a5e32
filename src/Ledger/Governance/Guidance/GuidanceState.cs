using Ledger.Deciding;

namespace Ledger.Governance.Guidance;

/// <summary>What decisions need to know about a piece of guidance.</summary>
public sealed record GuidanceState : StreamState<GuidanceState>
{
    public const string Prefix = "guidance-";

    public string ToNode { get; init; } = "";

    public bool IsClosed { get; init; }

    protected override GuidanceState Apply(LedgerEvent fact) => fact switch
    {
        GuidanceIssued e => this with { ToNode = e.ToNode },
        GuidanceClosed => this with { IsClosed = true },
        _ => throw NotEvolved(fact),
    };
}
