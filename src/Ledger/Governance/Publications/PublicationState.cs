using Ledger.Deciding;

namespace Ledger.Governance.Publications;

/// <summary>A month is published once.</summary>
public sealed record PublicationState : StreamState<PublicationState>
{
    public const string Prefix = "publication-";

    protected override PublicationState Apply(LedgerEvent fact) => fact is DisclosurePublished ? this : throw NotEvolved(fact);
}
