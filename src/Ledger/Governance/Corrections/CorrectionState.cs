using Ledger.Deciding;

namespace Ledger.Governance.Corrections;

/// <summary>All corrections of one event; the later one counts, and none hinders another.</summary>
public sealed record CorrectionState : StreamState<CorrectionState>
{
    public const string Prefix = "correction-";

    protected override CorrectionState Apply(LedgerEvent fact) => fact is CorrectionIssued ? this : throw NotEvolved(fact);
}
