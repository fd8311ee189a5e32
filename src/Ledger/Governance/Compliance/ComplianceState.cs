using Ledger.Deciding;

namespace Ledger.Governance.Compliance;

/// <summary>A month can be judged as often as anybody likes; none hinders another.</summary>
public sealed record ComplianceState : StreamState<ComplianceState>
{
    public const string Prefix = "compliance-";

    /// <param name="month">yyyy-MM.</param>
    public static string StreamOf(string month) => Prefix + month;

    protected override ComplianceState Apply(LedgerEvent fact) => fact is ComplianceEvaluated ? this : throw NotEvolved(fact);
}
