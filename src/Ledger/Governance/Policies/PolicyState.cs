using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Governance.Policies;

/// <summary>The six kinds of rules that every platform has (domain.md C39).</summary>
public static class PolicyDocumentTypes
{
    public static readonly IReadOnlySet<string> All = new HashSet<string>
    {
        "bidding", "fund_management", "service_process", "service_standard", "quality_feedback", "personnel_management",
    };
}

/// <summary>What decisions need to know about the rules of a platform.</summary>
public sealed record PolicyState : StreamState<PolicyState>
{
    public const string Prefix = "policy-";

    /// <summary>The latest version of each type of document that was filed.</summary>
    public ImmutableDictionary<string, int> Versions { get; init; } = ImmutableDictionary<string, int>.Empty;

    protected override PolicyState Apply(LedgerEvent fact) => fact is PolicyDocumentFiled e
        ? this with { Versions = Versions.SetItem(e.DocumentType, e.Version) }
        : throw NotEvolved(fact);
}
