using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Privacy.Consents;

/// <summary>Records a consent that the subject gave to the platform.</summary>
/// <param name="Subject">Stream id of the case or enterprise whose data it is about.</param>
/// <param name="ScopeText">The words of the consent; null where there are none.</param>
public sealed record GrantConsent(string Subject, IReadOnlyList<string> Scopes, Confidential? ScopeText) : Command<ConsentState>
{
    protected override Decision Decide(ConsentState state, Act act) =>
        Authority.IsNew(state)
        ?? Authority.OpenPlatform(act)
        ?? (StreamIds.IsSound(Subject) ? null : Fields.Refuse("subject", "has to be the id of a record", "须为记录的标识"))
        ?? (Scopes.Count == 0 || Scopes.Distinct().Count() < Scopes.Count
            ? Fields.Refuse("scopes", "has to name one or more, none of them twice", "须至少列出一项且不得重复")
            : null)
        ?? Scopes.Select(scope => Fields.OneOf("scopes", scope, ConsentScopes.All)).FirstOrDefault(refused => refused is not null)
        ?? Decision.Accept(new ConsentGranted(
            act.Envelope, Subject, [.. Scopes.Order(StringComparer.Ordinal)], act.Seal("scope_text", Subject, ScopeText)));
}
