using Ledger.Deciding;

namespace Ledger.Governance.Consequences;

/// <summary>What a consequence can follow from.</summary>
public static class ConsequenceBases
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "assessment", "inspection" };
}

/// <summary>A consequence has one event; that it exists is all that decisions need to know.</summary>
public sealed record ConsequenceState : StreamState<ConsequenceState>
{
    public const string Prefix = "consequence-";

    protected override ConsequenceState Apply(LedgerEvent fact) => fact switch
    {
        IncentiveGranted or SanctionImposed or ProjectRevoked => this,
        _ => throw NotEvolved(fact),
    };
}
