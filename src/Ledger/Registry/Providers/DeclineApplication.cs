using Ledger.Deciding;

namespace Ledger.Registry.Providers;

/// <summary>The province does not admit the provider; it may apply again.</summary>
public sealed record DeclineApplication(string ReasonCode) : Command<ProviderState>
{
    protected override Decision Decide(ProviderState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? ProviderLifeCycle.Allows(this, state, act)
        ?? Fields.Code("reason_code", ReasonCode)
        ?? Decision.Accept(new AllianceApplicationDeclined(act.Envelope, ReasonCode));
}
