using Ledger.Deciding;

namespace Ledger.Registry.Providers;

/// <summary>Its owner or the province has checked who the provider is. It may be done again.</summary>
/// <param name="Method">Such as licence or register.</param>
/// <param name="EvidenceHash">SHA-256, hex.</param>
public sealed record VerifyIdentity(string Method, string EvidenceHash) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.OwnerNode)
        ?? ProviderLifeCycle.NotRevoked(state, act)
        ?? Fields.Code("method", Method)
        ?? Fields.Sha256("evidence_hash", EvidenceHash)
        ?? Decision.Accept(new ProviderIdentityVerified(act.Envelope, Method, EvidenceHash));
}
