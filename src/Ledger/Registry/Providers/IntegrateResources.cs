using Ledger.Deciding;

namespace Ledger.Registry.Providers;

/// <summary>A member takes over the resources of other providers; by the province. The record keeps where they came from.</summary>
/// <param name="FromProviders">Codes of the others.</param>
public sealed record IntegrateResources(IReadOnlyList<string> FromProviders, string ReasonCode) : Command<ProviderState>
{
    private const int MostProviders = 100;

    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? ProviderLifeCycle.Allows(this, state, act)
        ?? Fields.Codes("from_providers", FromProviders, 1, MostProviders)
        ?? (FromProviders.Contains(ProviderState.CodeOf(act.Stream))
            ? Fields.Refuse("from_providers", "has to name other providers", "须为其他机构")
            : null)
        ?? (FromProviders.All(code => act.Network.Find<ProviderState>(ProviderState.StreamOf(code)).Exists)
            ? null
            : Decision.Refuse(ProviderRules.Unknown, "One of the providers is not in the registry.", "所列机构有未登记的。"))
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new AllianceResourcesIntegrated(act.Envelope, FromProviders, ReasonCode));
}
