using Ledger.Deciding;

namespace Ledger.Governance.Baselines;

/// <summary>A baseline has one event; that it exists is all that decisions need to know.</summary>
public sealed record BaselineState : StreamState<BaselineState>
{
    public const string Prefix = "baseline-";

    protected override BaselineState Apply(LedgerEvent fact) => fact is BaselineRecorded ? this : throw NotEvolved(fact);
}
