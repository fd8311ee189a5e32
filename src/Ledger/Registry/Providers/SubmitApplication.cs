using Ledger.Deciding;

namespace Ledger.Registry.Providers;

/// <summary>Applies for the alliance; by the provider itself, its owner or the province.</summary>
/// <param name="EvidenceHash">SHA-256 of the application's documents, hex.</param>
public sealed record SubmitApplication(string EvidenceHash) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.ItselfOrOwner(act, ProviderState.CodeOf(act.Stream), state.OwnerNode)
        ?? ProviderLifeCycle.Allows(this, state, act)
        ?? Fields.Sha256("evidence_hash", EvidenceHash)
        ?? Decision.Accept(new AllianceApplicationSubmitted(act.Envelope, EvidenceHash));
}
