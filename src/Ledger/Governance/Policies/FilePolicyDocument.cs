using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Policies;

/// <summary>Files a document of one of the six types, or its next version. The stream's key names the platform.</summary>
/// <param name="TextHash">SHA-256 of the document, 64 hexadecimal digits.</param>
/// <param name="EffectiveFrom">Day in Asia/Shanghai.</param>
public sealed record FilePolicyDocument(string DocumentType, string Title, string TextHash, DateOnly EffectiveFrom) : Command<PolicyState>
{
    protected override Decision Decide(PolicyState state, Act act) =>
        GovernanceChecks.Platform("key", NodeOf(act), act)
        ?? Authority.OwnerOrProvince(act, NodeOf(act))
        ?? Fields.OneOf("document_type", DocumentType, PolicyDocumentTypes.All)
        ?? Fields.Name("title", Title)
        ?? GovernanceChecks.Sha256("text_hash", TextHash)
        ?? Decision.Accept(new PolicyDocumentFiled(
            act.Envelope, NodeOf(act), DocumentType, state.Versions.GetValueOrDefault(DocumentType) + 1, Title, TextHash, EffectiveFrom));

    private static string NodeOf(Act act) => act.Stream[PolicyState.Prefix.Length..];
}
